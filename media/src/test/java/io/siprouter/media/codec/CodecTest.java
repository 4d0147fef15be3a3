package io.siprouter.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.dsp.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CodecTest {
  @Test
  void namesAreFoundInAnyCase() {
    assertThat(Codec.of("pcmu", 8_000)).contains(Codec.PCMU);
    assertThat(Codec.of("PCMA", 8_000)).contains(Codec.PCMA);
    assertThat(Codec.of("g722", 8_000)).contains(Codec.G722);
    assertThat(Codec.of("OPUS", 48_000)).contains(Codec.OPUS);
  }

  @Test
  void anotherClockIsAnotherCodec() {
    assertThat(Codec.of("PCMU", 16_000)).isEmpty();
    assertThat(Codec.of("G722", 16_000)).isEmpty();
    assertThat(Codec.of("opus", 8_000)).isEmpty();
  }

  @Test
  void g722CountsAtHalfTheRateItSamplesAt() {
    assertThat(Codec.G722.rtpClockHz()).isEqualTo(8_000);
    assertThat(Codec.G722.sampleRateHz()).isEqualTo(16_000);
  }

  @ParameterizedTest
  @EnumSource
  void everyCodecDecodesAsMuchAsItEncoded(Codec codec) {
    int samples = codec.sampleRateHz() / 50;
    var frame = new float[samples];
    new Tone(440, codec.sampleRateHz(), 0.5f).fill(frame, samples);
    var payload = new byte[codec.mostPayloadBytes(20)];

    int bytes = codec.newEncoder().encode(frame, samples, payload, 0);

    assertThat(bytes).isBetween(40, 160);
    assertThat(codec.durationSamples(payload, 0, bytes)).isEqualTo(960);
    assertThat(codec.newDecoder().decode(payload, 0, bytes, frame)).isEqualTo(samples);
  }

  @ParameterizedTest
  @CsvSource({"10, 10, 10", "20, 20, 20", "30, 30, 20", "40, 40, 40", "50, 50, 40", "60, 60, 60"})
  void opusMakesTheNextShorterOfItsFrames(int ptimeMs, int pcmuMs, int opusMs) {
    assertThat(Codec.PCMU.packetMs(ptimeMs)).isEqualTo(pcmuMs);
    assertThat(Codec.OPUS.packetMs(ptimeMs)).isEqualTo(opusMs);
  }

  @Test
  void offsetsLeaveTheRestOfThePacketAlone() {
    for (var codec : List.of(Codec.PCMU, Codec.PCMA, Codec.G722)) {
      var packet = new byte[12 + 160 + 1];
      int samples = codec.sampleRateHz() / 50;

      codec.newEncoder().encode(new float[samples], samples, packet, 12);

      assertThat(packet).startsWith(new byte[12]).endsWith((byte) 0);
      assertThat(packet[12]).isNotZero();
      assertThat(packet[171]).isNotZero();
    }
  }
}
