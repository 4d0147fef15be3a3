package io.siprouter.media.dsp;

/**
 * Changes the sampling rate of one audio stream by a whole factor; what one frame leaves behind is
 * kept for the next. Confined to one thread. Delays by 16 samples of the lower rate: 2 ms at 8 kHz.
 */
public abstract sealed class Resampler permits Interpolator, Decimator, Resampler.Identity {
  Resampler() {}

  /**
   * A resampler at the start of its stream.
   *
   * @throws IllegalArgumentException if neither rate is a multiple of the other
   */
  public static Resampler of(int fromHz, int toHz) {
    if (fromHz == toHz) {
      return new Identity();
    }
    if (toHz % fromHz == 0) {
      return new Interpolator(toHz / fromHz);
    }
    if (fromHz % toHz == 0) {
      return new Decimator(fromHz / toHz);
    }
    throw new IllegalArgumentException(
        "No whole factor between " + fromHz + " and " + toHz + " Hz");
  }

  /**
   * Resamples one frame of any length; allocates nothing. Going down, {@code samples} must be a
   * multiple of the factor.
   *
   * @return the number of samples written to {@code out}: {@code samples} times the ratio of rates
   */
  public abstract int process(float[] in, int samples, float[] out);

  static final class Identity extends Resampler {
    @Override
    public int process(float[] in, int samples, float[] out) {
      System.arraycopy(in, 0, out, 0, samples);
      return samples;
    }
  }
}
