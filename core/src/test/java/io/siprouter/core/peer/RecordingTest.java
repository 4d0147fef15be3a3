package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RecordingTest {
  private static final int RATE_HZ = 8000;

  @Test
  void levelOfAToneIsThatOfItsAmplitude() {
    var half = new Recording(tone(1004, 0.5f), RATE_HZ);

    assertThat(half.toneLevelDb(1004)).isCloseTo(-6.02, within(0.05));
    assertThat(half.toneLevelDb(440)).isLessThan(-30);
  }

  @Test
  void noiseBesideAToneIsMeasured() {
    var samples = tone(1004, 0.5f);
    var random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < samples.length; i++) {
      samples[i] += (float) (0.01 * random.nextGaussian());
    }

    var noisy = new Recording(samples, RATE_HZ);

    // 10*log10((0.5^2/2) / 0.01^2)
    assertThat(noisy.toneToNoiseDb(1004)).isCloseTo(31.0, within(0.7));
  }

  @Test
  void silenceHasNoTone() {
    var silence = new Recording(new float[RATE_HZ], RATE_HZ);

    assertThat(silence.toneLevelDb(1004)).isLessThan(-100);
    assertThat(silence.toneToNoiseDb(1004)).isCloseTo(0, within(0.1));
  }

  private static float[] tone(double hz, float amplitude) {
    var samples = new float[RATE_HZ];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / RATE_HZ));
    }
    return samples;
  }
}
