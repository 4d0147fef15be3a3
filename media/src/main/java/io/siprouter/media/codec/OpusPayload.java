package io.siprouter.media.codec;

/** What the first bytes of an Opus payload tell. Stateless. RFC 6716 §3. */
final class OpusPayload {

  /** 120 ms. */
  static final int MOST_SAMPLES = 5_760;

  private static final int[] SILK_MS = {10, 20, 40, 60};
  private static final int SAMPLES_PER_MS = 48;
  private static final int SHORTEST_SAMPLES = 120;
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private OpusPayload() {}

  /** How long a payload lasts in samples at 48 kHz, 0 where it cannot be one. */
  static int durationSamples(byte[] in, int offset, int length) {
    int samples = length == 0 ? 0 : frames(in, offset, length) * frameSamples(in[offset]);
    return samples > MOST_SAMPLES ? 0 : samples;
  }

  private static int frameSamples(byte toc) {
    int configuration = (toc & 0xff) >> 3;
    if (configuration < FIRST_HYBRID) {
      return SILK_MS[configuration & 3] * SAMPLES_PER_MS;
    }
    if (configuration < FIRST_CELT) {
      return SILK_MS[configuration & 1] * SAMPLES_PER_MS;
    }
    return SHORTEST_SAMPLES << (configuration & 3);
  }

  private static int frames(byte[] in, int offset, int length) {
    return switch (in[offset] & 3) {
      case 0 -> 1;
      case 1 -> length % 2 == 1 ? 2 : 0;
      case 2 -> length > 1 ? 2 : 0;
      default -> length > 1 ? in[offset + 1] & 0x3f : 0;
    };
  }
}
