package io.siprouter.media.codec;

import io.siprouter.media.natives.OpusDecoding;

/** Opus, with what libopus makes of audio that did not come. RFC 6716, RFC 7587. */
final class OpusDecoder implements AudioDecoder {

  /** Audio is made up in pieces of 2.5 ms. */
  private static final int PIECE_SAMPLES = 120;

  private final OpusDecoding decoding = new OpusDecoding();

  @Override
  public int decode(byte[] in, int offset, int length, float[] out) {
    return decoding.decode(in, offset, length, out);
  }

  @Override
  public int conceal(int samples, float[] out) {
    return samples % PIECE_SAMPLES == 0 ? decoding.conceal(out, samples) : 0;
  }

  @Override
  public int recover(byte[] following, int offset, int length, int samples, float[] out) {
    return samples % PIECE_SAMPLES == 0
        ? decoding.recover(following, offset, length, out, samples)
        : 0;
  }

  @Override
  public void close() {
    decoding.close();
  }
}
