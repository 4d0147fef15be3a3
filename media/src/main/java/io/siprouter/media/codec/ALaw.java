package io.siprouter.media.codec;

/**
 * PCMA: 13-bit samples on 13 segments of doubling step, even bits inverted on the wire. Stateless,
 * any thread. ITU-T G.711 table 1.
 */
final class ALaw {
  private static final int EVEN_BITS = 0x55;
  private static final int POSITIVE = 0x80;

  private static final float[] DECODED = decodedValues();

  private ALaw() {}

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
    int magnitude = (pcm16 ^ sign) >> 4;
    int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
    int code = (segment << 4) | ((magnitude >> Math.max(0, segment - 1)) & 0xF);
    return (byte) (code ^ EVEN_BITS ^ (~sign & POSITIVE));
  }

  /** The middle of each quantisation interval; the first two segments share one step. */
  private static float[] decodedValues() {
    var values = new float[256];
    for (int wire = 0; wire < values.length; wire++) {
      int code = wire ^ EVEN_BITS;
      int segment = (code >> 4) & 7;
      int halfSteps = ((code & 0xF) << 1) + 1 + (segment == 0 ? 0 : 32);
      int magnitude = (halfSteps << Math.max(0, segment - 1)) << 3;
      values[wire] = Pcm16.toFloat((code & POSITIVE) == 0 ? -magnitude : magnitude);
    }
    return values;
  }
}
