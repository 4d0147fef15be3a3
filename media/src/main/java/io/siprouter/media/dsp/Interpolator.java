package io.siprouter.media.dsp;

import java.util.Arrays;

/** Raises the rate: one output phase after the other is filtered from the same samples. */
final class Interpolator extends Resampler {
  private static final int HISTORY = Polyphase.TAPS - 1;

  /** Samples filtered at once: 20 ms of 16 kHz. */
  private static final int BLOCK = 320;

  private final int factor;
  private final float[][] phases;
  private final float[] line = new float[HISTORY + BLOCK];
  private final float[] sums = new float[BLOCK];

  Interpolator(int factor) {
    this.factor = factor;
    this.phases = Polyphase.phases(factor, factor);
  }

  @Override
  public int process(float[] in, int samples, float[] out) {
    for (int done = 0; done < samples; done += BLOCK) {
      int count = Math.min(BLOCK, samples - done);
      System.arraycopy(in, done, line, HISTORY, count);
      for (int phase = 0; phase < factor; phase++) {
        filter(phase, count, out, done * factor + phase);
      }
      System.arraycopy(line, count, line, 0, HISTORY);
    }
    return samples * factor;
  }

  private void filter(int phase, int count, float[] out, int offset) {
    Arrays.fill(sums, 0, count, 0);
    Polyphase.accumulate(line, phases[phase], sums, count);
    for (int i = 0; i < count; i++) {
      out[offset + i * factor] = sums[i];
    }
  }
}
