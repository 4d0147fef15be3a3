package io.siprouter.bench;

import io.siprouter.media.mix.Mixer;
import io.siprouter.media.mix.MixerPort;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One tick of the mixer itself: everybody speaks, codecs and sockets are left out. */
@State(Scope.Thread)
public class MixerBench {
  @Param({"2", "3", "10"})
  public int ports = 2;

  private Mixer mixer = newMixer();

  @Setup
  public void prepare() {
    mixer = newMixer();
    float[][] speech = Speech.frames(48_000);
    for (int i = 0; i < ports; i++) {
      mixer.add(new Speaker(speech[i]));
    }
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

  /** Says the same frame again and again, and listens. */
  private static final class Speaker implements MixerPort {
    private final float[] speech;
    private final float[] heard = new float[Mixer.FRAME_SAMPLES];

    Speaker(float[] speech) {
      this.speech = speech;
    }

    @Override
    public boolean pull(float[] frame) {
      System.arraycopy(speech, 0, frame, 0, frame.length);
      return true;
    }

    @Override
    public void push(float[] frame) {
      System.arraycopy(frame, 0, heard, 0, frame.length);
    }
  }
}
