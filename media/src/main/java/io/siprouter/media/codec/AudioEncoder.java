package io.siprouter.media.codec;

/** Turns the audio one leg sends into payload bytes. Confined to the thread that drives the leg. */
@FunctionalInterface
public interface AudioEncoder extends AutoCloseable {
  /**
   * Encodes one frame; allocates nothing.
   *
   * @param in samples at the codec's sampling rate [-1..1]; louder ones are clipped, NaN is silence
   * @param samples how many of {@code in} to encode
   * @return the number of bytes written to {@code out} from {@code outOffset} on; 0 where nothing
   *     has to be sent
   */
  int encode(float[] in, int samples, byte[] out, int outOffset);

  /** Takes note of what the peer says it loses [0..100 %]. */
  default void expectLoss(int percent) {}

  /** Gives back what the encoder has; any thread, also while the encoder is in use. Idempotent. */
  @Override
  default void close() {}
}
