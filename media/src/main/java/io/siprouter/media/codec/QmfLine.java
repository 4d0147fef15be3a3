package io.siprouter.media.codec;

/**
 * Every second sample of the 24-tap quadrature mirror filter that splits and joins the bands of
 * G.722. ITU-T G.722 §3.1, table 11.
 */
final class QmfLine {
  static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
  static final int[] TAPS_REVERSED = {-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3};

  private static final int LENGTH = TAPS.length;

  /** Each sample is kept twice, so that the last twelve are always one run. */
  private final int[] samples = new int[2 * LENGTH];

  private int oldest;

  void add(int sample) {
    samples[oldest] = sample;
    samples[oldest + LENGTH] = sample;
    oldest = oldest == LENGTH - 1 ? 0 : oldest + 1;
  }

  /** Weighs the last twelve samples, oldest first. */
  int weighed(int[] taps) {
    int sum = 0;
    for (int i = 0; i < LENGTH; i++) {
      sum += taps[i] * samples[oldest + i];
    }
    return sum;
  }
}
