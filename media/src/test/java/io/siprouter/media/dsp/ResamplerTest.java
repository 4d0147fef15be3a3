package io.siprouter.media.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static final int MIXER_HZ = 48_000;
  private static final float AMPLITUDE = 0.5f;
  private static final double AMPLITUDE_DBFS = 20 * Math.log10(AMPLITUDE);

  @ParameterizedTest
  @CsvSource({
    "8000, 48000, 160, 960",
    "16000, 48000, 320, 960",
    "48000, 8000, 960, 160",
    "48000, 16000, 960, 320",
    "48000, 48000, 960, 960",
    "8000, 48000, 1000, 6000",
    "48000, 8000, 5760, 960"
  })
  void everyFrameGivesExactlyItsShare(int fromHz, int toHz, int samples, int expected) {
    var resampler = Resampler.of(fromHz, toHz);

    for (int frame = 0; frame < 3; frame++) {
      assertThat(resampler.process(new float[samples], samples, new float[expected]))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void goingUpThePassbandIsFlatAndNoImageAppears(int rateHz) {
    for (double hz = 100; hz <= 0.42 * rateHz; hz += rateHz / 100.0) {
      var probe = probed(hz, rateHz, MIXER_HZ);

      assertThat(probe.levelDbfs(hz)).as("%s Hz", hz).isCloseTo(AMPLITUDE_DBFS, within(0.05));
      assertThat(probe.snrDb(hz)).as("%s Hz", hz).isGreaterThan(62);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void goingDownThePassbandIsFlat(int rateHz) {
    for (double hz = 100; hz <= 0.42 * rateHz; hz += rateHz / 100.0) {
      var probe = probed(hz, MIXER_HZ, rateHz);

      assertThat(probe.levelDbfs(hz)).as("%s Hz", hz).isCloseTo(AMPLITUDE_DBFS, within(0.05));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void goingDownNothingAboveTheNewBandComesBackAsAnAlias(int rateHz) {
    for (double hz = 0.555 * rateHz; hz < MIXER_HZ / 2.0; hz += rateHz / 100.0) {
      float[] out = resampled(hz, MIXER_HZ, rateHz);

      double aliasDb = levelDbfs(Arrays.copyOfRange(out, out.length / 2, out.length));
      assertThat(aliasDb - AMPLITUDE_DBFS).as("%s Hz", hz).isLessThan(-62);
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 48000", "16000, 48000", "48000, 8000", "48000, 16000", "48000, 48000"})
  void howTheStreamIsCutIntoFramesCannotBeHeard(int fromHz, int toHz) {
    var noise = new float[9_600];
    var random = new Random(fromHz + toHz);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }

    float[] inOne = inFrames(noise, noise.length, fromHz, toHz);

    for (int frame : new int[] {6, 48, 960, 1_200}) {
      assertThat(inFrames(noise, frame, fromHz, toHz)).isEqualTo(inOne);
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 48000, 96", "16000, 48000, 48", "48000, 8000, 16", "48000, 16000, 16"})
  void aClickComesOut16SamplesOfTheLowerRateLater(int fromHz, int toHz, int delay) {
    var click = new float[960];
    click[0] = 1;

    float[] out = inFrames(click, click.length, fromHz, toHz);

    int peak = 0;
    for (int i = 0; i < out.length; i++) {
      peak = out[i] > out[peak] ? i : peak;
    }
    assertThat(peak).isBetween(delay - 1, delay);
  }

  @Test
  void equalRatesChangeNothing() {
    float[] frame = {0.1f, -0.2f, 0.3f};
    var out = new float[3];

    Resampler.of(48_000, 48_000).process(frame, 3, out);

    assertThat(out).isEqualTo(frame);
  }

  @Test
  void whatHasNoWholeFactorIsRefused() {
    assertThatThrownBy(() -> Resampler.of(44_100, 48_000)).hasMessageContaining("44100");
    assertThatThrownBy(() -> Resampler.of(48_000, 8_000).process(new float[7], 7, new float[2]))
        .hasMessageContaining("7");
  }

  private static ToneProbe probed(double hz, int fromHz, int toHz) {
    float[] out = resampled(hz, fromHz, toHz);
    var probe = new ToneProbe(toHz, List.of(hz));
    probe.accept(out, out.length);
    return probe;
  }

  /** Two probe windows, of which the first holds the beginning of the filter. */
  private static float[] resampled(double hz, int fromHz, int toHz) {
    var in = new float[fromHz * 2 / 5];
    new Tone(hz, fromHz, AMPLITUDE).fill(in, in.length);
    return inFrames(in, fromHz / 50, fromHz, toHz);
  }

  private static float[] inFrames(float[] in, int frame, int fromHz, int toHz) {
    var resampler = Resampler.of(fromHz, toHz);
    var out = new float[(int) ((long) in.length * toHz / fromHz)];
    var framed = new float[frame * Math.max(1, toHz / fromHz)];
    int done = 0;
    for (int at = 0; at < in.length; at += frame) {
      int count = resampler.process(Arrays.copyOfRange(in, at, at + frame), frame, framed);
      System.arraycopy(framed, 0, out, done, count);
      done += count;
    }
    return out;
  }

  private static double levelDbfs(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample * sample;
    }
    return 10 * Math.log10(2 * sum / samples.length);
  }
}
