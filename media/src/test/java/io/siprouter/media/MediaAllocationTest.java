package io.siprouter.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Resampler;
import io.siprouter.media.dsp.SoftLimiter;
import io.siprouter.media.dsp.Tone;
import io.siprouter.media.dsp.ToneProbe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs in every tick of a call leaves nothing for the garbage collector. */
class MediaAllocationTest {
  @ParameterizedTest
  @EnumSource(Codec.class)
  void codingAFrameAllocatesNothing(Codec codec) {
    var frame = new float[codec.sampleRateHz() / 50];
    new Tone(440, codec.sampleRateHz(), 0.5f).fill(frame, frame.length);
    var payload = new byte[codec.mostPayloadBytes(20)];
    var encoder = codec.newEncoder();
    var decoder = codec.newDecoder();

    assertAllocatesNothing(
        () -> {
          int bytes = encoder.encode(frame, frame.length, payload, 0);
          decoder.decode(payload, 0, bytes, frame);
        });
  }

  @ParameterizedTest
  @CsvSource({"8000, 48000", "16000, 48000", "48000, 8000", "48000, 16000", "48000, 48000"})
  void resamplingAFrameAllocatesNothing(int fromHz, int toHz) {
    var in = new float[fromHz / 50];
    var out = new float[toHz / 50];
    var resampler = Resampler.of(fromHz, toHz);

    assertAllocatesNothing(() -> resampler.process(in, in.length, out));
  }

  @Test
  void limitingAndProbingAFrameAllocateNothing() {
    var frame = new float[960];
    var tone = new Tone(440, 48_000, 2);
    var probe = new ToneProbe(48_000, List.of(440.0, 480.0));

    assertAllocatesNothing(
        () -> {
          tone.fill(frame, frame.length);
          SoftLimiter.limit(frame, frame.length);
          probe.accept(frame, frame.length);
        });
  }

  private static void assertAllocatesNothing(Runnable task) {
    assertThat(AllocationProbe.bytesAllocatedBy(task)).isZero();
  }
}
