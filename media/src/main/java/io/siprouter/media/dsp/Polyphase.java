package io.siprouter.media.dsp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The low-pass filter of the resamplers, cut into the phases in which it meets the samples of the
 * lower rate. Any thread.
 *
 * <p>A sinc under a Kaiser window, {@value #TAPS} taps a phase. Relative to half of the lower rate
 * it passes up to 0.85 (3.4 kHz of 4) and stops from 1.10 on (4.4 kHz), there by 62 dB and more.
 * Between the two a treble is mirrored in part; telephone audio ends below.
 *
 * <p>Filtering walks along the frame in its inner loop, a few taps at a time: that is the form
 * which the JIT turns into vector instructions.
 */
final class Polyphase {
  static final int TAPS = 32;

  /** The middle of the slope, relative to half of the lower rate. */
  private static final double CUTOFF = 0.975;

  /** Kaiser's window for 66 dB: 0.1102 * (66 - 8.7). */
  private static final double BETA = 6.31;

  /** A filter takes longer to make than the rest of a leg, and there are only a few. */
  private static final Map<Design, float[][]> DESIGNS = new ConcurrentHashMap<>();

  private record Design(int factor, double gain) {}

  private Polyphase() {}

  /**
   * The taps by phase, each in the order of the samples they meet, oldest first. Shared: they are
   * not to be changed.
   *
   * @param gain sum of all taps
   */
  static float[][] phases(int factor, double gain) {
    return DESIGNS.computeIfAbsent(new Design(factor, gain), Polyphase::cut);
  }

  private static float[][] cut(Design design) {
    int factor = design.factor();
    double[] filter = lowPass(factor, design.gain());
    var phases = new float[factor][TAPS];
    for (int i = 0; i < filter.length; i++) {
      phases[i % factor][TAPS - 1 - i / factor] = (float) filter[i];
    }
    return phases;
  }

  /** Adds to each of {@code count} sums the 32 samples of the line from its place on, weighed. */
  static void accumulate(float[] line, float[] taps, float[] sums, int count) {
    for (int tap = 0; tap < TAPS; tap += 4) {
      float a = taps[tap];
      float b = taps[tap + 1];
      float c = taps[tap + 2];
      float d = taps[tap + 3];
      for (int i = 0; i < count; i++) {
        int at = i + tap;
        sums[i] += a * line[at] + b * line[at + 1] + c * line[at + 2] + d * line[at + 3];
      }
    }
  }

  private static double[] lowPass(int factor, double gain) {
    var filter = new double[factor * TAPS];
    double middle = (filter.length - 1) / 2.0;
    double sum = 0;
    for (int i = 0; i < filter.length; i++) {
      double offset = i - middle;
      filter[i] = sinc(CUTOFF * offset / factor) * kaiser(offset / middle);
      sum += filter[i];
    }
    for (int i = 0; i < filter.length; i++) {
      filter[i] *= gain / sum;
    }
    return filter;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  /** The window over [-1..1], up to a constant factor. */
  private static double kaiser(double x) {
    return besselI0(BETA * Math.sqrt(1 - x * x));
  }

  /** Modified Bessel function of order 0 by its power series. */
  private static double besselI0(double x) {
    double sum = 0;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      sum += term;
      term *= (x / (2 * k)) * (x / (2 * k));
    }
    return sum;
  }
}
