package io.siprouter.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * All 65,536 samples against a walk along the decision values of G.711, all bytes against ffmpeg.
 */
class G711Test {
  @Test
  void muLawEncodesEverySampleAsTheDecisionValuesSay() {
    assertThat(encoded(Codec.PCMU, everySample())).isEqualTo(each(G711Test::muLawByDecisions));
  }

  @Test
  void aLawEncodesEverySampleAsTheDecisionValuesSay() {
    assertThat(encoded(Codec.PCMA, everySample())).isEqualTo(each(G711Test::aLawByDecisions));
  }

  @Test
  void muLawDecodesEveryByteLikeFfmpeg() {
    assertThat(Golden.toPcm16(decoded(Codec.PCMU, everyByte())))
        .isEqualTo(Golden.pcm16("g711/all-bytes.pcmu.s16le"));
  }

  @Test
  void aLawDecodesEveryByteLikeFfmpeg() {
    assertThat(Golden.toPcm16(decoded(Codec.PCMA, everyByte())))
        .isEqualTo(Golden.pcm16("g711/all-bytes.pcma.s16le"));
  }

  @Test
  void everyByteSurvivesDecodingAndEncoding() {
    var muLawWithOneZero = everyByte();
    muLawWithOneZero[0x7F] = (byte) 0xFF;

    assertThat(encoded(Codec.PCMU, decoded(Codec.PCMU, everyByte()))).isEqualTo(muLawWithOneZero);
    assertThat(encoded(Codec.PCMA, decoded(Codec.PCMA, everyByte()))).isEqualTo(everyByte());
  }

  @Test
  void whatIsTooLoudIsClippedAndNanIsSilence() {
    float[] wild = {2, Float.POSITIVE_INFINITY, -2, Float.NEGATIVE_INFINITY, Float.NaN};
    float[] tame = {1, 1, -1, -1, 0};

    assertThat(encoded(Codec.PCMU, wild)).isEqualTo(encoded(Codec.PCMU, tame));
    assertThat(encoded(Codec.PCMA, wild)).isEqualTo(encoded(Codec.PCMA, tame));
  }

  /** 15 segments: the first interval is 1 wide, then 15 of 2, then 16 each of 4, 8 .. 256. */
  private static int muLawByDecisions(int sample) {
    int magnitude = (sample < 0 ? ~sample : sample) >> 2;
    int code = 0;
    int decision = 1;
    while (magnitude >= decision && code < 127) {
      code++;
      decision += 2 << (code / 16);
    }
    return (sample < 0 ? 0x7F : 0xFF) - code;
  }

  /** 13 segments: 32 intervals of 1, then 16 each of 2, 4 .. 64. */
  private static int aLawByDecisions(int sample) {
    int magnitude = (sample < 0 ? ~sample : sample) >> 4;
    int code = 0;
    int decision = 1;
    while (magnitude >= decision) {
      code++;
      decision += 1 << Math.max(0, code / 16 - 1);
    }
    return (sample < 0 ? code : 0x80 | code) ^ 0x55;
  }

  private static float[] everySample() {
    var samples = new float[65_536];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (i - 32_768) / 32_768f;
    }
    return samples;
  }

  private static byte[] everyByte() {
    var bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] each(IntUnaryOperator reference) {
    var bytes = new byte[65_536];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) reference.applyAsInt(i - 32_768);
    }
    return bytes;
  }

  private static byte[] encoded(Codec codec, float[] samples) {
    var bytes = new byte[samples.length];
    codec.newEncoder().encode(samples, samples.length, bytes, 0);
    return bytes;
  }

  private static float[] decoded(Codec codec, byte[] bytes) {
    var samples = new float[bytes.length];
    codec.newDecoder().decode(bytes, 0, bytes.length, samples);
    return samples;
  }
}
