package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final int RATE_HZ = 8000;

  @TempDir Path folder;

  @Test
  void readsRateLengthAndLevelOfAWavFile() throws IOException {
    var wav = write(tone(1004, 0.5));

    var recording = Recording.read(wav);

    assertThat(recording.duration()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Recording.lengthSoFar(wav)).isEqualTo(Duration.ofSeconds(1));
    assertThat(recording.toneLevelDb(1004)).isCloseTo(-6.02, within(0.1));
    assertThat(recording.toneToNoiseDb(1004)).isGreaterThan(60);
    assertThat(recording.tonesAmong(440.0, 1004.0)).containsExactly(1004.0);
  }

  @Test
  void silenceHasNoTone() throws IOException {
    var silence = Recording.read(write(new short[RATE_HZ]));

    assertThat(silence.toneLevelDb(1004)).isLessThan(-100);
    assertThat(silence.tonesAmong(1004.0)).isEmpty();
  }

  @Test
  void tooLittleSoundIsNoEvidence() throws IOException {
    var blip = Recording.read(write(new short[RATE_HZ / 100]));

    assertThatThrownBy(() -> blip.toneLevelDb(1004))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Only 10 ms were recorded");
  }

  private Path write(short[] samples) throws IOException {
    var bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    var format = new AudioFormat(RATE_HZ, 16, 1, true, false);
    var audio = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length);
    var wav = folder.resolve("a.wav");
    AudioSystem.write(audio, AudioFileFormat.Type.WAVE, wav.toFile());
    return wav;
  }

  private static short[] tone(double hz, double amplitude) {
    var samples = new short[RATE_HZ];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (32767 * amplitude * Math.sin(2 * Math.PI * hz * i / RATE_HZ));
    }
    return samples;
  }
}
