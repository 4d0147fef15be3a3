package io.siprouter.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bit-exact with spandsp 0.0.6 and ffmpeg 5.1 in the 20 ms frames of a call. */
class G722Test {
  private static final int FRAME_SAMPLES = 320;
  private static final int FRAME_BYTES = 160;

  /** The two encoders agree in every byte: ffmpeg searches ahead only when asked to (-trellis). */
  @ParameterizedTest
  @ValueSource(strings = {"speech", "noise", "sweep", "tone"})
  void encodesLikeSpandspAndFfmpeg(String signal) {
    var encoded = encode(Golden.toFloat(Golden.pcm16("g722/" + signal + ".s16le")));

    assertThat(encoded).isEqualTo(Golden.bytes("g722/" + signal + ".g722"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech", "noise", "sweep", "tone"})
  void decodesLikeFfmpeg(String signal) {
    var decoded = Golden.toPcm16(decode(Golden.bytes("g722/" + signal + ".g722")));

    assertThat(decoded).isEqualTo(Golden.pcm16("g722/" + signal + ".ffmpeg.s16le"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speech", "tone"})
  void decodesLikeSpandsp(String signal) {
    var decoded = Golden.toPcm16(decode(Golden.bytes("g722/" + signal + ".g722")));

    assertThat(decoded).isEqualTo(Golden.pcm16("g722/" + signal + ".spandsp.s16le"));
  }

  /** spandsp lets a sum beyond 16 bits wrap to the other sign, where G.722 and ffmpeg clip it. */
  @ParameterizedTest
  @ValueSource(strings = {"noise", "sweep"})
  void clipsWhereSpandspWrapsAndIsEqualElsewhere(String signal) {
    var decoded = Golden.toPcm16(decode(Golden.bytes("g722/" + signal + ".g722")));
    var wrapping = Golden.pcm16("g722/" + signal + ".spandsp.s16le");

    for (int i = 0; i < decoded.length; i++) {
      if (decoded[i] != Short.MAX_VALUE && decoded[i] != Short.MIN_VALUE) {
        assertThat(decoded[i]).as("sample %d", i).isEqualTo(wrapping[i]);
      }
    }
  }

  @Test
  void twoStreamsDoNotShareState() {
    var speech = Golden.toFloat(Golden.pcm16("g722/speech.s16le"));
    var noise = Golden.toFloat(Golden.pcm16("g722/noise.s16le"));
    var first = Codec.G722.newEncoder();
    var second = Codec.G722.newEncoder();
    var alone = encode(speech);
    var interleaved = new byte[alone.length];
    var ignored = new byte[FRAME_BYTES];

    for (int frame = 0; frame < speech.length / FRAME_SAMPLES; frame++) {
      first.encode(frame(speech, frame), FRAME_SAMPLES, interleaved, frame * FRAME_BYTES);
      second.encode(frame(noise, frame), FRAME_SAMPLES, ignored, 0);
    }

    assertThat(interleaved).isEqualTo(alone);
  }

  @Test
  void halfAPairCannotBeEncoded() {
    assertThatThrownBy(() -> Codec.G722.newEncoder().encode(new float[3], 3, new byte[2], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3");
  }

  private static byte[] encode(float[] samples) {
    var encoder = Codec.G722.newEncoder();
    var bytes = new byte[samples.length / 2];
    for (int frame = 0; frame < samples.length / FRAME_SAMPLES; frame++) {
      encoder.encode(frame(samples, frame), FRAME_SAMPLES, bytes, frame * FRAME_BYTES);
    }
    return bytes;
  }

  private static float[] decode(byte[] bytes) {
    var decoder = Codec.G722.newDecoder();
    var samples = new float[bytes.length * 2];
    var out = new float[FRAME_SAMPLES];
    for (int frame = 0; frame < bytes.length / FRAME_BYTES; frame++) {
      decoder.decode(bytes, frame * FRAME_BYTES, FRAME_BYTES, out);
      System.arraycopy(out, 0, samples, frame * FRAME_SAMPLES, FRAME_SAMPLES);
    }
    return samples;
  }

  private static float[] frame(float[] samples, int index) {
    var frame = new float[FRAME_SAMPLES];
    System.arraycopy(samples, index * FRAME_SAMPLES, frame, 0, FRAME_SAMPLES);
    return frame;
  }
}
