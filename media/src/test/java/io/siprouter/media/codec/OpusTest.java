package io.siprouter.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.media.dsp.Tone;
import io.siprouter.media.dsp.ToneProbe;
import io.siprouter.media.natives.Opus;
import io.siprouter.media.natives.OpusBandwidth;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusTest {
  private static final int FRAME = 960;

  /** RFC 7845 §4.2: what the encoder of the golden file looked ahead. */
  private static final int PRE_SKIP = 312;

  private final float[] frame = new float[5_760];
  private final byte[] payload = new byte[OpusEncoder.MOST_BYTES];

  @Test
  void speechIsDecodedAsByLibopusItself() {
    var golden = Golden.toFloat(Golden.pcm16("opus/speech.libopus.s16le"));

    var decoded = decodeAll(goldenPackets());

    assertThat(snrDb(golden, Arrays.copyOfRange(decoded, PRE_SKIP, PRE_SKIP + golden.length)))
        .isGreaterThan(60);
  }

  @ParameterizedTest
  @CsvSource({"480", "960", "1920", "2880"})
  void aToneSurvivesFramesOfAnyLength(int samples) {
    var tone = new Tone(440, 48_000, 0.5f);
    var probe = new ToneProbe(48_000, List.of(440.0));
    try (var encoder = Codec.OPUS.newEncoder();
        var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < 48_000 / samples; i++) {
        tone.fill(frame, samples);
        int bytes = encoder.encode(frame, samples, payload, 0);
        assertThat(OpusPayload.durationSamples(payload, 0, bytes)).isEqualTo(samples);
        assertThat(decoder.decode(payload, 0, bytes, frame)).isEqualTo(samples);
        probe.accept(frame, samples);
      }
    }

    assertThat(probe.snrDb(440)).isGreaterThan(15);
  }

  @Test
  void whatWasLostIsBetterRecoveredFromThePacketAfterItThanMadeUp() {
    var whole = decodeAll(packets(new OpusSettings(5, 32_000, true, false), 20));

    double recovered = lossSnrDb(whole, true);
    double madeUp = lossSnrDb(whole, false);

    assertThat(recovered).isGreaterThan(madeUp + 3);
  }

  @Test
  void silenceIsNotSentWhereThePeerWishesSo() {
    var settings = new OpusSettings(5, 32_000, false, true).within("usedtx=1");
    int sent = 0;
    try (var encoder = Codec.OPUS.newEncoder(settings)) {
      for (int i = 0; i < 100; i++) {
        sent += encoder.encode(new float[FRAME], FRAME, payload, 0) > 0 ? 1 : 0;
      }
    }

    assertThat(sent).isBetween(1, 30);
  }

  @Test
  void thePeersWishesAreRespected() {
    var ours = new OpusSettings(5, 48_000, true, true);

    assertThat(ours.within("")).isEqualTo(new OpusSettings(5, 48_000, false, false));
    assertThat(ours.within("useinbandfec=1; usedtx=1")).isEqualTo(ours);
    assertThat(ours.within("maxaveragebitrate=20000").bitrate()).isEqualTo(20_000);
    assertThat(ours.within("maxaveragebitrate=1").bitrate()).isEqualTo(6_000);
    assertThat(ours.within("maxaveragebitrate=99999999999").bitrate()).isEqualTo(48_000);
    assertThat(ours.within("MaxPlaybackRate=16000").bandwidth()).isEqualTo(OpusBandwidth.WIDE);
    assertThat(ours.within("maxplaybackrate=8000").bandwidth()).isEqualTo(OpusBandwidth.NARROW);
    assertThat(ours.within("cbr=1").cbr()).isTrue();
    assertThat(ours.within(";;=1;useinbandfec;cbr=;x").cbr()).isFalse();
  }

  @Test
  void aNarrowPeerIsSentNothingItCannotPlay() {
    var tones = new Tone(6_000, 48_000, 0.5f);
    var probe = new ToneProbe(48_000, List.of(6_000.0));
    try (var encoder = Codec.OPUS.newEncoder(OpusSettings.USUAL.within("maxplaybackrate=8000"));
        var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < 50; i++) {
        tones.fill(frame, FRAME);
        int bytes = encoder.encode(frame, FRAME, payload, 0);
        decoder.decode(payload, 0, bytes, frame);
        probe.accept(frame, FRAME);
      }
    }

    assertThat(probe.levelDbfs(6_000)).isLessThan(-40);
  }

  @ParameterizedTest
  @CsvSource({"-1, 32000", "11, 32000", "5, 5999", "5, 510001"})
  void settingsOutOfRangeAreRefused(int complexity, int bitrate) {
    assertThatThrownBy(() -> new OpusSettings(complexity, bitrate, true, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 480",
    "1, 1, 960",
    "2, 1, 1920",
    "3, 1, 2880", // SILK
    "12, 1, 480",
    "13, 1, 960", // hybrid
    "16, 1, 120",
    "17, 1, 240",
    "18, 1, 480",
    "31, 1, 960", // CELT
    "31, 0, 0",
  })
  void durationsAreThoseOfTheFirstByte(int configuration, int length, int samples) {
    assertThat(OpusPayload.durationSamples(new byte[] {(byte) (configuration << 3)}, 0, length))
        .isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({
    "F9 00 00, 1920",
    "F9 00, 0", // two of equal length
    "FA 01 00, 1920",
    "FA, 0", // two of different lengths
    "FB 06, 5760",
    "FB 07, 0",
    "FB 00, 0",
    "FB, 0", // any number up to 120 ms
  })
  void severalFramesOfAPayloadAreCounted(String hex, int samples) {
    var bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

    assertThat(OpusPayload.durationSamples(bytes, 0, bytes.length)).isEqualTo(samples);
  }

  @Test
  void rubbishIsSurvivedAndSpeechHeardAfterIt() {
    var random = new Random(4_711);
    try (var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < 20_000; i++) {
        var rubbish = new byte[random.nextInt(200)];
        random.nextBytes(rubbish);
        assertThat(decoder.decode(rubbish, 0, rubbish.length, frame)).isBetween(0, 5_760);
      }
    }
  }

  @Test
  void mutatedSpeechIsSurvived() {
    var random = new Random(815);
    var packets = goldenPackets();
    try (var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < 20_000; i++) {
        var mutated = packets.get(i % packets.size()).clone();
        mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
        int samples = decoder.decode(mutated, 0, mutated.length, frame);
        for (int at = 0; at < samples; at++) {
          assertThat(Float.isFinite(frame[at])).isTrue();
        }
      }
    }
  }

  @Test
  void closingGivesTheNativeMemoryBackAndSilencesTheCoder() {
    long before = Opus.coders();
    var encoder = Codec.OPUS.newEncoder();
    var decoder = Codec.OPUS.newDecoder();
    assertThat(Opus.coders()).isEqualTo(before + 2);

    encoder.close();
    decoder.close();
    decoder.close();

    assertThat(Opus.coders()).isEqualTo(before);
    assertThat(encoder.encode(new float[FRAME], FRAME, payload, 0)).isZero();
    assertThat(decoder.decode(goldenPackets().getFirst(), 0, 1, frame)).isZero();
    assertThat(decoder.conceal(FRAME, frame)).isZero();
  }

  /** Of the frames that stand in for every tenth packet, which is lost. */
  private double lossSnrDb(float[] whole, boolean recover) {
    var packets = packets(new OpusSettings(5, 32_000, true, false), 20);
    int counted = 0;
    double signal = 0;
    double error = 0;
    try (var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < packets.size(); i++) {
        boolean lost = i % 10 == 5;
        if (!lost) {
          decoder.decode(packets.get(i), 0, packets.get(i).length, frame);
          continue;
        }
        var next = packets.get(i + 1);
        int made =
            recover
                ? decoder.recover(next, 0, next.length, FRAME, frame)
                : decoder.conceal(FRAME, frame);
        assertThat(made).isEqualTo(FRAME);
        for (int at = 0; at < FRAME; at++) {
          float right = whole[i * FRAME + at];
          signal += right * right;
          error += (right - frame[at]) * (right - frame[at]);
        }
        counted++;
      }
    }
    assertThat(counted).isGreaterThan(3);
    return 10 * Math.log10(signal / error);
  }

  /** The golden speech, encoded anew. */
  private List<byte[]> packets(OpusSettings settings, int lossPercent) {
    var speech = Golden.toFloat(Golden.pcm16("opus/speech.libopus.s16le"));
    var packets = new ArrayList<byte[]>();
    try (var encoder = Codec.OPUS.newEncoder(settings)) {
      encoder.expectLoss(lossPercent);
      for (int at = 0; at + FRAME <= speech.length; at += FRAME) {
        int bytes = encoder.encode(Arrays.copyOfRange(speech, at, at + FRAME), FRAME, payload, 0);
        packets.add(Arrays.copyOf(payload, bytes));
      }
    }
    return packets;
  }

  private float[] decodeAll(List<byte[]> packets) {
    var decoded = new float[packets.size() * FRAME];
    try (var decoder = Codec.OPUS.newDecoder()) {
      for (int i = 0; i < packets.size(); i++) {
        var packet = packets.get(i);
        assertThat(decoder.decode(packet, 0, packet.length, frame)).isEqualTo(FRAME);
        System.arraycopy(frame, 0, decoded, i * FRAME, FRAME);
      }
    }
    return decoded;
  }

  private static List<byte[]> goldenPackets() {
    var file = ByteBuffer.wrap(Golden.bytes("opus/speech.packets"));
    var packets = new ArrayList<byte[]>();
    while (file.hasRemaining()) {
      var packet = new byte[file.getShort()];
      file.get(packet);
      packets.add(packet);
    }
    return packets;
  }

  private static double snrDb(float[] expected, float[] actual) {
    double signal = 0;
    double error = 1e-12;
    for (int i = 0; i < expected.length; i++) {
      signal += expected[i] * expected[i];
      error += (expected[i] - actual[i]) * (expected[i] - actual[i]);
    }
    return 10 * Math.log10(signal / error);
  }
}
