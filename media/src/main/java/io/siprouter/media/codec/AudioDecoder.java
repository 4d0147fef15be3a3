package io.siprouter.media.codec;

/** Turns the payloads one leg receives into audio. Confined to the thread that drives the leg. */
@FunctionalInterface
public interface AudioDecoder {
  /**
   * Decodes one payload; allocates nothing. Every byte string is a valid payload.
   *
   * @return the number of samples [-1..1], at the codec's sampling rate, written to {@code out}
   */
  int decode(byte[] in, int offset, int length, float[] out);
}
