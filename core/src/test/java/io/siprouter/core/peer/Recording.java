package io.siprouter.core.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound that was recorded: mono samples in [-1..1]. */
public final class Recording {
  private static final Duration WINDOW = Duration.ofMillis(100);
  private static final int HEADER_BYTES = 44;
  private static final int SAMPLE_RATE_OFFSET = 24;

  private final float[] samples;
  private final int sampleRateHz;

  Recording(float[] samples, int sampleRateHz) {
    this.samples = samples;
    this.sampleRateHz = sampleRateHz;
  }

  /** A WAV file of 16-bit mono PCM. */
  public static Recording read(Path wav) {
    try (var audio = AudioSystem.getAudioInputStream(wav.toFile())) {
      var pcm =
          ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      var samples = new float[pcm.remaining()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pcm.get(i) / 32768f;
      }
      return new Recording(samples, (int) audio.getFormat().getSampleRate());
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new AssertionError("Cannot read " + wav, e);
    }
  }

  /** How long a WAV file of 16-bit mono PCM is that is still being written. */
  static Duration lengthSoFar(Path wav) {
    try (var file = FileChannel.open(wav)) {
      var sampleRate = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      if (file.read(sampleRate, SAMPLE_RATE_OFFSET) < sampleRate.capacity()) {
        return Duration.ZERO;
      }
      long bytes = Math.max(0, file.size() - HEADER_BYTES);
      return Duration.ofMillis(1000 * bytes / (2L * sampleRate.getInt(0)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Duration duration() {
    return Duration.ofMillis(1000L * samples.length / sampleRateHz);
  }

  /** Without its first part. */
  public Recording after(Duration start) {
    int from = Math.min(samples.length, (int) (start.toMillis() * sampleRateHz / 1000));
    return new Recording(Arrays.copyOfRange(samples, from, samples.length), sampleRateHz);
  }

  /** Level of that tone in [dB] of a full-scale sine: the median of windows of 100 ms. */
  public double toneLevelDb(double hz) {
    return median(window -> 10 * Math.log10(2 * tonePower(window, hz) + 1e-12));
  }

  /** That tone against everything else in [dB]: the median of windows of 100 ms. */
  public double toneToNoiseDb(double hz) {
    return median(
        window -> {
          double tone = tonePower(window, hz);
          double rest = Math.max(0, power(window) - tone);
          return 10 * Math.log10((tone + 1e-12) / (rest + 1e-12));
        });
  }

  private interface Measure {
    double of(float[] window);
  }

  private double median(Measure measure) {
    int size = (int) (WINDOW.toMillis() * sampleRateHz / 1000);
    var values =
        IntStream.range(0, samples.length / size)
            .mapToDouble(i -> measure.of(Arrays.copyOfRange(samples, i * size, (i + 1) * size)))
            .sorted()
            .toArray();
    if (values.length == 0) {
      throw new AssertionError("Only " + duration().toMillis() + " ms were recorded");
    }
    return values[values.length / 2];
  }

  private static double power(float[] window) {
    double sum = 0;
    for (float sample : window) {
      sum += sample * sample;
    }
    return sum / window.length;
  }

  /**
   * Mean power of the window's least-squares fit of sine and cosine. The two are not quite
   * orthogonal over a window that holds no whole number of periods: without {@code cross} the tone
   * would seem stronger than the sound it is part of.
   */
  private double tonePower(float[] window, double hz) {
    double sine = 0;
    double cosine = 0;
    double sineSquare = 0;
    double cross = 0;
    for (int i = 0; i < window.length; i++) {
      double phase = 2 * Math.PI * hz * i / sampleRateHz;
      double sin = Math.sin(phase);
      double cos = Math.cos(phase);
      sine += window[i] * sin;
      cosine += window[i] * cos;
      sineSquare += sin * sin;
      cross += sin * cos;
    }
    double cosineSquare = window.length - sineSquare;
    double energy =
        sine * sine * cosineSquare - 2 * sine * cosine * cross + cosine * cosine * sineSquare;
    return energy / (sineSquare * cosineSquare - cross * cross) / window.length;
  }
}
