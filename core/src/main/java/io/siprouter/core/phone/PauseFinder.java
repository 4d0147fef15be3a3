package io.siprouter.core.phone;

/**
 * Finds the pauses of a {@link PausedTone} in what is heard and says how late they come. Confined
 * to one thread.
 *
 * <p>It follows the level of the tone; a pause is where the signal stays 14 dB below that for 8 ms,
 * which no tone above 100 Hz does by itself.
 */
final class PauseFinder {

  private static final double NANOS_PER_MS = 1_000_000;
  private static final double NANOS_PER_SECOND = 1_000_000_000;
  private static final double QUIET_S = 0.008;
  private static final double QUIET_SHARE = 0.2; // -14 dB
  private static final double LEVEL_DECAY_S = 0.1;
  private static final double AUDIBLE = 0.01; // -40 dBFS

  /** Delays are told apart from the next second's up to this. */
  private static final long LONGEST_NANOS = 900_000_000;

  private final int sampleRateHz;
  private final int quietSamples;
  private final double decay;
  private double level;
  private int quiet;
  private double delayMs = Double.NaN;

  PauseFinder(int sampleRateHz) {
    this.sampleRateHz = sampleRateHz;
    this.quietSamples = (int) (QUIET_S * sampleRateHz);
    this.decay = Math.exp(-1 / (LEVEL_DECAY_S * sampleRateHz));
  }

  /**
   * Listens to one frame.
   *
   * @param startNanos when its first sample was heard, by {@link System#nanoTime}
   */
  void accept(float[] frame, int samples, long startNanos) {
    for (int i = 0; i < samples; i++) {
      double loudness = Math.abs(frame[i]);
      level = Math.max(loudness, level * decay);
      quiet = loudness < QUIET_SHARE * level ? quiet + 1 : 0;
      if (quiet == quietSamples && level > AUDIBLE) {
        long heardNanos =
            startNanos + (long) ((i + 1 - quietSamples) * NANOS_PER_SECOND / sampleRateHz);
        delayMs = delayNanos(heardNanos) / NANOS_PER_MS;
      }
    }
  }

  /** Of the latest pause [ms]; NaN before the first. */
  double delayMs() {
    return delayMs;
  }

  private static long delayNanos(long heardNanos) {
    long late = Math.floorMod(heardNanos, PausedTone.PERIOD_NANOS);
    return late > LONGEST_NANOS ? 0 : late;
  }
}
