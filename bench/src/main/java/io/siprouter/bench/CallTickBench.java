package io.siprouter.bench;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.dsp.Resampler;
import io.siprouter.media.mix.Mixer;
import io.siprouter.media.mix.MixerPort;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One tick of a call of two: payload to payload, sockets and jitter buffers left out. */
@State(Scope.Thread)
public class CallTickBench {
  @Param({"PCMU", "G722"})
  public Codec callee = Codec.PCMU;

  private Mixer mixer = newMixer();

  @Setup
  public void prepare() {
    mixer = newMixer();
    mixer.add(new CodecPort(Codec.PCMU));
    mixer.add(new CodecPort(callee));
  }

  @Benchmark
  public int tick() {
    mixer.tick();
    return mixer.ports();
  }

  private static Mixer newMixer() {
    return new Mixer(
        port -> {
          throw new IllegalStateException(port + " broke");
        });
  }

  /** Decodes a second of speech again and again, and encodes what it hears. */
  private static final class CodecPort implements MixerPort {
    private static final int PAYLOAD_BYTES = 160;

    private final AudioEncoder encoder;
    private final AudioDecoder decoder;
    private final Resampler up;
    private final Resampler down;
    private final byte[][] received = new byte[Speech.FRAMES][PAYLOAD_BYTES];
    private final byte[] sent = new byte[PAYLOAD_BYTES];
    private final float[] samples;
    private int next;

    CodecPort(Codec codec) {
      encoder = codec.newEncoder();
      decoder = codec.newDecoder();
      up = Resampler.of(codec.sampleRateHz(), 48_000);
      down = Resampler.of(48_000, codec.sampleRateHz());
      samples = new float[codec.sampleRateHz() / 50];
      float[][] speech = Speech.frames(codec.sampleRateHz());
      for (int i = 0; i < speech.length; i++) {
        encoder.encode(speech[i], samples.length, received[i], 0);
      }
    }

    @Override
    public boolean pull(float[] frame) {
      int count = decoder.decode(received[next++ % Speech.FRAMES], 0, PAYLOAD_BYTES, samples);
      up.process(samples, count, frame);
      return true;
    }

    @Override
    public void push(float[] frame) {
      int count = down.process(frame, frame.length, samples);
      encoder.encode(samples, count, sent, 0);
    }
  }
}
