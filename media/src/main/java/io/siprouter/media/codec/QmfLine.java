package io.siprouter.media.codec;

import java.util.Arrays;

/**
 * One of the two polyphase branches of the 24-tap quadrature mirror filter that splits and joins
 * the bands of G.722: every second sample, and the taps that meet them. It filters a block at once
 * with the inner loop along the block, which the JIT turns into vector instructions. ITU-T G.722
 * §5.2.
 */
final class QmfLine {
  /** Samples filtered at once at most: the pairs of 20 ms. */
  static final int BLOCK = 160;

  private static final int[] TAPS = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};
  private static final int[] MIRRORED = {-11, 53, -156, 362, -805, 3876, 951, -210, 32, 12, -11, 3};
  private static final int HISTORY = TAPS.length - 1;

  private final int[] taps;
  private final int[] samples = new int[HISTORY + BLOCK];
  private final int[] sums = new int[BLOCK];

  private QmfLine(int[] taps) {
    this.taps = taps;
  }

  static QmfLine straight() {
    return new QmfLine(TAPS);
  }

  static QmfLine mirrored() {
    return new QmfLine(MIRRORED);
  }

  /** Sets one sample of the block to be filtered next. */
  void set(int index, int sample) {
    samples[HISTORY + index] = sample;
  }

  /** Filters the first {@code count} samples of the block and keeps what the next one needs. */
  int[] filter(int count) {
    Arrays.fill(sums, 0, count, 0);
    for (int tap = 0; tap < taps.length; tap++) {
      int weight = taps[tap];
      for (int i = 0; i < count; i++) {
        sums[i] += weight * samples[i + tap];
      }
    }
    System.arraycopy(samples, count, samples, 0, HISTORY);
    return sums;
  }
}
