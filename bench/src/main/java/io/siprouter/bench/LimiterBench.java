package io.siprouter.bench;

import io.siprouter.media.dsp.SoftLimiter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of the mixer through the limiter: a normal voice, and a shout of several. */
@State(Scope.Thread)
public class LimiterBench {
  @Param({"1", "10"})
  public float gain = 1;

  private float[] source = {};
  private float[] frame = {};

  @Setup
  public void prepare() {
    source = Speech.frames(48_000)[0];
    frame = source.clone();
    for (int i = 0; i < source.length; i++) {
      source[i] *= gain;
    }
  }

  @Benchmark
  public float[] limit() {
    System.arraycopy(source, 0, frame, 0, frame.length);
    SoftLimiter.limit(frame, frame.length);
    return frame;
  }
}
