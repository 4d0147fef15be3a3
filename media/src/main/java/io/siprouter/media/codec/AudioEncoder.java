package io.siprouter.media.codec;

/** Turns the audio one leg sends into payload bytes. Confined to the thread that drives the leg. */
@FunctionalInterface
public interface AudioEncoder {
  /**
   * Encodes one frame; allocates nothing.
   *
   * @param in samples at the codec's sampling rate [-1..1]; louder ones are clipped, NaN is silence
   * @param samples how many of {@code in} to encode
   * @return the number of bytes written to {@code out} from {@code outOffset} on
   */
  int encode(float[] in, int samples, byte[] out, int outOffset);
}
