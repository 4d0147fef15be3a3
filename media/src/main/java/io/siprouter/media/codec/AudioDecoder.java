package io.siprouter.media.codec;

/** Turns the payloads one leg receives into audio. Confined to the thread that drives the leg. */
@FunctionalInterface
public interface AudioDecoder extends AutoCloseable {
  /**
   * Decodes one payload; allocates nothing.
   *
   * @param out has room for as long as the payload lasts
   * @return the number of samples [-1..1], at the codec's sampling rate, written to {@code out}; 0
   *     where the payload cannot be decoded
   */
  int decode(byte[] in, int offset, int length, float[] out);

  /**
   * Makes up audio in place of what did not come, from what was heard before.
   *
   * @return the number of samples written to {@code out}, 0 where the codec has no means of its own
   */
  default int conceal(int samples, float[] out) {
    return 0;
  }

  /**
   * As {@link #conceal}, with the help of the payload that follows directly and that is to be
   * decoded after this.
   */
  default int recover(byte[] following, int offset, int length, int samples, float[] out) {
    return conceal(samples, out);
  }

  /** Gives back what the decoder has; any thread, also while the decoder is in use. Idempotent. */
  @Override
  default void close() {}
}
