package io.siprouter.core.phone;

import io.siprouter.media.dsp.Tone;

/**
 * A tone that pauses for 20 ms at every whole second of the machine's monotonic clock. Whoever
 * hears the pause on the same machine knows how long the sound took, whatever was done to it on its
 * way; {@link PauseFinder} does. Confined to one thread.
 */
final class PausedTone {

  static final long PERIOD_NANOS = 1_000_000_000;

  private static final long PAUSE_NANOS = 20_000_000;
  private static final float AMPLITUDE = 0.25f; // -12 dBFS

  private final Tone tone;
  private final int sampleRateHz;

  PausedTone(double hz, int sampleRateHz) {
    this.tone = new Tone(hz, sampleRateHz, AMPLITUDE);
    this.sampleRateHz = sampleRateHz;
  }

  /**
   * Overwrites the first {@code samples} of the frame.
   *
   * @param startNanos of the first sample, by {@link System#nanoTime}
   */
  void fill(float[] frame, int samples, long startNanos) {
    tone.fill(frame, samples);
    for (int i = 0; i < samples; i++) {
      long atNanos = startNanos + i * PERIOD_NANOS / sampleRateHz;
      if (Math.floorMod(atNanos, PERIOD_NANOS) < PAUSE_NANOS) {
        frame[i] = 0;
      }
    }
  }
}
