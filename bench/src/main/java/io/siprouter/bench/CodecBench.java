package io.siprouter.bench;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms through each codec. */
@State(Scope.Thread)
public class CodecBench {
  @Param({"PCMU", "PCMA", "G722"})
  public Codec codec = Codec.PCMU;

  private AudioEncoder encoder = codec.newEncoder();
  private AudioDecoder decoder = codec.newDecoder();
  private float[][] frames = {};
  private final byte[][] payloads = new byte[Speech.FRAMES][160];
  private final byte[] payload = new byte[160];
  private final float[] decoded = new float[320];
  private int next;

  @Setup
  public void prepare() {
    encoder = codec.newEncoder();
    decoder = codec.newDecoder();
    frames = Speech.frames(codec.sampleRateHz());
    var source = codec.newEncoder();
    for (int i = 0; i < frames.length; i++) {
      source.encode(frames[i], frames[i].length, payloads[i], 0);
    }
  }

  @Benchmark
  public int encode() {
    float[] frame = frames[next++ % Speech.FRAMES];
    return encoder.encode(frame, frame.length, payload, 0);
  }

  @Benchmark
  public int decode() {
    return decoder.decode(payloads[next++ % Speech.FRAMES], 0, 160, decoded);
  }
}
