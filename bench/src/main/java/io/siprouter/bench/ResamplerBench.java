package io.siprouter.bench;

import io.siprouter.media.dsp.Resampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms between a codec's rate and the mixer's. */
@State(Scope.Thread)
public class ResamplerBench {
  private static final int MIXER_HZ = 48_000;

  @Param({"8000", "16000"})
  public int codecHz = 8_000;

  private Resampler up = Resampler.of(codecHz, MIXER_HZ);
  private Resampler down = Resampler.of(MIXER_HZ, codecHz);
  private float[] codecFrame = {};
  private float[] mixerFrame = {};

  @Setup
  public void prepare() {
    up = Resampler.of(codecHz, MIXER_HZ);
    down = Resampler.of(MIXER_HZ, codecHz);
    codecFrame = Speech.frames(codecHz)[0];
    mixerFrame = Speech.frames(MIXER_HZ)[0];
  }

  @Benchmark
  public int up() {
    return up.process(codecFrame, codecFrame.length, mixerFrame);
  }

  @Benchmark
  public int down() {
    return down.process(mixerFrame, mixerFrame.length, codecFrame);
  }
}
