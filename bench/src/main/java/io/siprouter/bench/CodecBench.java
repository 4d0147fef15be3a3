package io.siprouter.bench;

import io.siprouter.media.codec.AudioDecoder;
import io.siprouter.media.codec.AudioEncoder;
import io.siprouter.media.codec.Codec;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms through each codec. */
@State(Scope.Thread)
public class CodecBench {
  private static final int MOST_BYTES = 1_200;

  @Param({"PCMU", "PCMA", "G722", "OPUS"})
  public Codec codec = Codec.PCMU;

  private AudioEncoder encoder = codec.newEncoder();
  private AudioDecoder decoder = codec.newDecoder();
  private float[][] frames = {};
  private final byte[][] payloads = new byte[Speech.FRAMES][];
  private final byte[] payload = new byte[MOST_BYTES];
  private final float[] decoded = new float[960];
  private int next;

  @Setup
  public void prepare() {
    encoder = codec.newEncoder();
    decoder = codec.newDecoder();
    frames = Speech.frames(codec.sampleRateHz());
    var source = codec.newEncoder();
    for (int i = 0; i < frames.length; i++) {
      int bytes = source.encode(frames[i], frames[i].length, payload, 0);
      payloads[i] = Arrays.copyOf(payload, bytes);
    }
  }

  @Benchmark
  public int encode() {
    float[] frame = frames[next++ % Speech.FRAMES];
    return encoder.encode(frame, frame.length, payload, 0);
  }

  @Benchmark
  public int decode() {
    var due = payloads[next++ % Speech.FRAMES];
    return decoder.decode(due, 0, due.length, decoded);
  }
}
