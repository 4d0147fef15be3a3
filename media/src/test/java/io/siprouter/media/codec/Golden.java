package io.siprouter.media.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Golden files of {@code src/test/resources/golden}; how they are made: {@code src/test/golden}.
 */
final class Golden {
  private Golden() {}

  static byte[] bytes(String name) {
    try (var in = Golden.class.getResourceAsStream("/golden/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static short[] pcm16(String name) {
    var file = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    var samples = new short[file.remaining()];
    file.get(samples);
    return samples;
  }

  static float[] toFloat(short[] samples) {
    var floats = new float[samples.length];
    for (int i = 0; i < samples.length; i++) {
      floats[i] = samples[i] / 32_768f;
    }
    return floats;
  }

  /** Fails on a float that is not exactly a 16-bit sample. */
  static short[] toPcm16(float[] floats) {
    var samples = new short[floats.length];
    for (int i = 0; i < floats.length; i++) {
      samples[i] = (short) (floats[i] * 32_768);
      if (samples[i] / 32_768f != floats[i]) {
        throw new AssertionError(floats[i] + " at " + i + " is no 16-bit sample");
      }
    }
    return samples;
  }
}
