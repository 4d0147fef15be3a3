package io.siprouter.media.dsp;

import java.util.Arrays;

/** Lowers the rate: each phase of the input is filtered on its own, and all are summed. */
final class Decimator extends Resampler {
  private static final int HISTORY = Polyphase.TAPS - 1;

  /** Output samples filtered at once: 20 ms of 16 kHz. */
  private static final int BLOCK = 320;

  private final int factor;
  private final float[][] phases;
  private final float[][] lines;
  private final float[] sums = new float[BLOCK];

  Decimator(int factor) {
    this.factor = factor;
    this.phases = Polyphase.phases(factor, 1);
    this.lines = new float[factor][HISTORY + BLOCK];
  }

  @Override
  public int process(float[] in, int samples, float[] out) {
    if (samples % factor != 0) {
      throw new IllegalArgumentException(samples + " samples are no multiple of " + factor);
    }
    int outSamples = samples / factor;
    for (int done = 0; done < outSamples; done += BLOCK) {
      int count = Math.min(BLOCK, outSamples - done);
      Arrays.fill(sums, 0, count, 0);
      for (int phase = 0; phase < factor; phase++) {
        filter(phase, in, done * factor + phase, count);
      }
      System.arraycopy(sums, 0, out, done, count);
    }
    return outSamples;
  }

  /** The newest sample of each group meets the first phase of the filter. */
  private void filter(int phase, float[] in, int offset, int count) {
    float[] line = lines[phase];
    for (int i = 0; i < count; i++) {
      line[HISTORY + i] = in[offset + i * factor];
    }
    Polyphase.accumulate(line, phases[factor - 1 - phase], sums, count);
    System.arraycopy(line, count, line, 0, HISTORY);
  }
}
