package io.siprouter.media.codec;

/**
 * PCMU: 14-bit samples on 15 segments of doubling step, all bits inverted on the wire. Stateless,
 * any thread. ITU-T G.711 table 2.
 */
final class MuLaw {
  /** Moves the segments so that each begins at a power of two [14-bit steps]. */
  private static final int BIAS = 33;

  /** The largest magnitude before the bias whose segment still has a number [14-bit steps]. */
  private static final int CLIP = 8_191 - BIAS;

  private static final float[] DECODED = decodedValues();

  private MuLaw() {}

  static int encode(float[] in, int samples, byte[] out, int outOffset) {
    for (int i = 0; i < samples; i++) {
      out[outOffset + i] = compress(Pcm16.fromFloat(in[i]));
    }
    return samples;
  }

  static int decode(byte[] in, int offset, int length, float[] out) {
    for (int i = 0; i < length; i++) {
      out[i] = DECODED[in[offset + i] & 0xFF];
    }
    return length;
  }

  /** One's complement for the negative half, so that both halves are quantised alike. */
  private static byte compress(int pcm16) {
    int sign = pcm16 >> 31;
    int magnitude = Math.min((pcm16 ^ sign) >> 2, CLIP) + BIAS;
    int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
    int code = (segment << 4) | ((magnitude >> (segment + 1)) & 0xF);
    return (byte) (~code ^ (sign & 0x80));
  }

  private static float[] decodedValues() {
    var values = new float[256];
    for (int wire = 0; wire < values.length; wire++) {
      int code = ~wire;
      int segment = (code >> 4) & 7;
      int magnitude = ((((code & 0xF) << 1) + BIAS) << segment) - BIAS;
      values[wire] = Pcm16.toFloat(((code & 0x80) == 0 ? magnitude : -magnitude) << 2);
    }
    return values;
  }
}
