package io.siprouter.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ToneTest {
  @Test
  void framesJoinWithoutAStep() {
    var whole = new float[960];
    var first = new float[500];
    var second = new float[460];
    var inTwo = new Tone(1_234, 48_000, 0.5f);

    new Tone(1_234, 48_000, 0.5f).fill(whole, 960);
    inTwo.fill(first, 500);
    inTwo.fill(second, 460);

    assertThat(whole).startsWith(first).endsWith(second);
  }

  @Test
  void aQuarterOfTheRateWalksThroughZeroAndThePeaks() {
    var frame = new float[4];

    new Tone(12_000, 48_000, 0.5f).fill(frame, 4);

    assertThat(frame).containsExactly(new float[] {0, 0.5f, 0, -0.5f}, within(1e-6f));
  }

  @Test
  void whatCannotBeSampledIsRefused() {
    assertThatThrownBy(() -> new Tone(4_000, 8_000, 1)).hasMessageContaining("4000");
    assertThatThrownBy(() -> new Tone(Double.NaN, 8_000, 1)).hasMessageContaining("NaN");
  }
}
