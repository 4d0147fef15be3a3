package io.siprouter.core.peer;

import io.siprouter.media.dsp.ToneProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound that was recorded: mono samples in [-1..1]. */
public final class Recording {
  private static final int WINDOWS_PER_SECOND = 5;
  private static final int HEADER_BYTES = 44;
  private static final int BYTE_RATE_OFFSET = 28;

  private final float[] samples;
  private final int sampleRateHz;

  private Recording(float[] samples, int sampleRateHz) {
    this.samples = samples;
    this.sampleRateHz = sampleRateHz;
  }

  /** The first channel of a WAV file of 16-bit PCM. */
  public static Recording read(Path wav) {
    try (var audio = AudioSystem.getAudioInputStream(wav.toFile())) {
      var pcm =
          ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
      int channels = audio.getFormat().getChannels();
      var samples = new float[pcm.remaining() / channels];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = pcm.get(i * channels) / 32768f;
      }
      return new Recording(samples, (int) audio.getFormat().getSampleRate());
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new AssertionError("Cannot read " + wav, e);
    }
  }

  /** How long a WAV file is that is still being written. */
  static Duration lengthSoFar(Path wav) {
    try (var file = FileChannel.open(wav)) {
      var byteRate = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      if (file.read(byteRate, BYTE_RATE_OFFSET) < byteRate.capacity()) {
        return Duration.ZERO;
      }
      long bytes = Math.max(0, file.size() - HEADER_BYTES);
      return Duration.ofMillis(1000 * bytes / byteRate.getInt(0));
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

  /** A part of it. */
  public Recording between(Duration start, Duration end) {
    var tail = after(start);
    int length = (int) (end.minus(start).toMillis() * sampleRateHz / 1000);
    return new Recording(
        Arrays.copyOf(tail.samples, Math.min(tail.samples.length, length)), sampleRateHz);
  }

  /** Level of a tone, as the median of windows of 200 ms [dBFS]. */
  public double toneLevelDb(double hz) {
    return median(hz, probe -> probe.levelDbfs(hz));
  }

  /** A tone against everything else, as the median of windows of 200 ms [dB]. */
  public double toneToNoiseDb(double hz) {
    return median(hz, probe -> probe.snrDb(hz));
  }

  /** Which of these tones are there at the end. */
  public List<Double> tonesAmong(Double... candidatesHz) {
    var probe = new ToneProbe(sampleRateHz, List.of(candidatesHz));
    probe.accept(samples, samples.length);
    return probe.heard();
  }

  private double median(double hz, ToDoubleFunction<ToneProbe> measure) {
    var values =
        windows()
            .mapToDouble(
                window -> {
                  var probe = new ToneProbe(sampleRateHz, List.of(hz));
                  probe.accept(window, window.length);
                  return measure.applyAsDouble(probe);
                })
            .sorted()
            .toArray();
    if (values.length == 0) {
      throw new AssertionError("Only " + duration().toMillis() + " ms were recorded");
    }
    return values[values.length / 2];
  }

  private Stream<float[]> windows() {
    int size = sampleRateHz / WINDOWS_PER_SECOND;
    return IntStream.range(0, samples.length / size)
        .mapToObj(i -> Arrays.copyOfRange(samples, i * size, (i + 1) * size));
  }
}
