package io.siprouter.media.dsp;

/** A sine wave that goes on where the last frame ended. Confined to one thread. */
public final class Tone {
  private static final double FULL_TURN = 2 * Math.PI;

  private final double step;
  private final float amplitude;
  private double phase;

  /**
   * A tone that begins at its zero crossing.
   *
   * @param hz frequency, below half of {@code sampleRateHz}
   * @param amplitude peak value; 1 is 0 dBFS
   */
  public Tone(double hz, int sampleRateHz, float amplitude) {
    if (!(hz >= 0 && 2 * hz < sampleRateHz)) {
      throw new IllegalArgumentException(hz + " Hz cannot be sampled at " + sampleRateHz + " Hz");
    }
    this.step = FULL_TURN * hz / sampleRateHz;
    this.amplitude = amplitude;
  }

  /** Overwrites the first {@code samples} of the frame. */
  public void fill(float[] frame, int samples) {
    for (int i = 0; i < samples; i++) {
      frame[i] = amplitude * (float) Math.sin(phase);
      phase += step;
      if (phase >= FULL_TURN) {
        phase -= FULL_TURN;
      }
    }
  }
}
