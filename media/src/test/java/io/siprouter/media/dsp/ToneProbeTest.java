package io.siprouter.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToneProbeTest {
  private static final int RATE_HZ = 48_000;
  private static final int FRAME = 960;
  private static final List<Double> CANDIDATES = List.of(440.0, 480.0, 1_004.0, 3_300.0);

  private final ToneProbe probe = new ToneProbe(RATE_HZ, CANDIDATES);

  @Test
  void silenceHoldsNoTone() {
    play(400, new float[FRAME]);

    assertThat(probe.heard()).isEmpty();
    assertThat(probe.levelDbfs(440)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void eachToneIsToldFromItsNeighbour() {
    for (double hz : CANDIDATES) {
      play(600, tone(hz, 0.5f));

      assertThat(probe.heard()).containsExactly(hz);
    }
  }

  @Test
  void aSineOfFullAmplitudeHas0Dbfs() {
    play(200, tone(480, 1));

    assertThat(probe.levelDbfs(480)).isCloseTo(0, within(0.01));
    assertThat(probe.levelDbfs(440)).isLessThan(-70);
  }

  @Test
  void theNoiseBelowAToneIsMeasured() {
    var random = new Random(440);
    double noiseDbBelowTone = 30;
    double deviation = Math.sqrt(0.5 * 0.5 / 2) * Math.pow(10, -noiseDbBelowTone / 20);

    play(1_000, tone(440, 0.5f), () -> (float) (random.nextGaussian() * deviation));

    assertThat(probe.heard()).containsExactly(440.0);
    assertThat(probe.snrDb(440)).isCloseTo(noiseDbBelowTone, within(0.5));
  }

  @Test
  void aPureToneHasNothingBesideIt() {
    play(200, tone(1_004, 0.5f));

    assertThat(probe.snrDb(1_004)).isGreaterThan(100);
  }

  @Test
  void loudNoiseIsNoTone() {
    var random = new Random(1);

    play(2_000, new Tone(0, RATE_HZ, 0), () -> (float) (random.nextGaussian() * 0.3));

    assertThat(probe.heard()).isEmpty();
  }

  @Test
  void severalTonesAreHeardAtOnceThoughOneIs40DbQuieter() {
    play(400, sum(tone(440, 0.5f), tone(480, 0.005f), tone(3_300, 0.3f)));

    assertThat(probe.heard()).containsExactly(440.0, 480.0, 3_300.0);
    assertThat(probe.levelDbfs(480)).isCloseTo(-46.0, within(0.1));
  }

  @Test
  void aToneAHertzBesideItsNameIsHeardInFull() {
    play(400, tone(1_005, 0.5f));

    assertThat(probe.heard()).containsExactly(1_004.0);
    assertThat(probe.levelDbfs(1_004)).isCloseTo(-6.0, within(0.1));
    assertThat(probe.snrDb(1_004)).isGreaterThan(35);
  }

  @Test
  void theClickOfABeginningToneIsNoToneItself() {
    play(100, new float[FRAME]);
    play(300, tone(440, 1));
    assertThat(probe.heard()).containsExactly(440.0);

    play(200, new float[FRAME]);
    assertThat(probe.heard()).isEmpty();
  }

  @Test
  void itWorksAtTheRatesOfTheCodecsToo() {
    var narrow = new ToneProbe(8_000, List.of(1_004.0, 1_100.0));
    var frame = new float[3_200];
    new Tone(1_004, 8_000, 0.5f).fill(frame, frame.length);

    narrow.accept(frame, frame.length);

    assertThat(narrow.heard()).containsExactly(1_004.0);
  }

  @Test
  void askingForAToneNotListenedForIsAMistake() {
    assertThatThrownBy(() -> probe.levelDbfs(441)).hasMessageContaining("441");
  }

  @FunctionalInterface
  private interface Noise {
    float next();
  }

  private static Tone tone(double hz, float amplitude) {
    return new Tone(hz, RATE_HZ, amplitude);
  }

  private static float[] sum(Tone... tones) {
    var sum = new float[RATE_HZ * 2 / 5];
    var one = new float[sum.length];
    for (var tone : tones) {
      tone.fill(one, one.length);
      IntStream.range(0, sum.length).forEach(i -> sum[i] += one[i]);
    }
    return sum;
  }

  private void play(int durationMs, Tone tone) {
    play(durationMs, tone, () -> 0);
  }

  private void play(int durationMs, Tone tone, Noise noise) {
    var frame = new float[FRAME];
    for (int ms = 0; ms < durationMs; ms += 20) {
      tone.fill(frame, FRAME);
      for (int i = 0; i < FRAME; i++) {
        frame[i] += noise.next();
      }
      probe.accept(frame, FRAME);
    }
  }

  private void play(int durationMs, float[] frame) {
    int framesMs = frame.length / (RATE_HZ / 1_000);
    for (int ms = 0; ms < durationMs; ms += framesMs) {
      probe.accept(frame, frame.length);
    }
  }
}
