package io.siprouter.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoftLimiterTest {
  private static final float MINUS_3_1_DBFS = 0.7f;

  @Test
  void upToMinus3DbfsNothingChanges() {
    var quiet = ramp(MINUS_3_1_DBFS, 1_001);

    assertThat(limited(quiet)).isEqualTo(quiet);
  }

  @Test
  void nothingLeavesFullScale() {
    for (float magnitude = 0.5f; magnitude < Float.MAX_VALUE / 2; magnitude *= 1.01f) {
      assertThat(limited(magnitude, -magnitude)[0]).isBetween(0.5f, 1f);
    }
    assertThat(limited(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY)).containsExactly(1, -1);
  }

  @Test
  void bothHalvesAreBentAlike() {
    assertThat(limited(0.9f)[0]).isEqualTo(-limited(-0.9f)[0]).isLessThan(0.9f);
  }

  @Test
  void louderStaysLouderAndTheSlopeHasNoCorner() {
    int steps = 4_001;
    float[] out = limited(ramp(2, steps));
    double step = 4.0 / (steps - 1);

    double lastSlope = (out[1] - out[0]) / step;
    for (int i = 2; i < steps; i++) {
      double slope = (out[i] - out[i - 1]) / step;
      assertThat(slope).isPositive();
      assertThat(Math.abs(slope - lastSlope)).as("at step %d", i).isLessThan(0.01);
      lastSlope = slope;
    }
  }

  @Test
  void notANumberBecomesSilence() {
    assertThat(limited(Float.NaN, 0.25f)).containsExactly(0, 0.25f);
  }

  @Test
  void whatLiesBehindTheFrameIsLeftAlone() {
    float[] frame = {2, 2};

    SoftLimiter.limit(frame, 1);

    assertThat(frame[1]).isEqualTo(2);
  }

  private static float[] limited(float... frame) {
    float[] copy = frame.clone();
    SoftLimiter.limit(copy, copy.length);
    return copy;
  }

  private static float[] ramp(float peak, int samples) {
    var ramp = new float[samples];
    for (int i = 0; i < samples; i++) {
      ramp[i] = peak * (2f * i / (samples - 1) - 1);
    }
    return ramp;
  }
}
