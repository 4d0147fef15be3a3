package io.siprouter.media.codec;

import io.siprouter.media.natives.OpusEncoding;

/** Opus for one peer. RFC 6716, RFC 7587. */
final class OpusEncoder implements AudioEncoder {

  /** Fits into any path's packets. */
  static final int MOST_BYTES = 1_200;

  /** A payload so short stands for silence, and need not be sent. */
  private static final int SILENCE_BYTES = 2;

  private final OpusEncoding encoding = new OpusEncoding(MOST_BYTES);

  OpusEncoder(OpusSettings settings) {
    encoding.complexity(settings.complexity());
    encoding.bitrate(settings.bitrate());
    encoding.constantBitrate(settings.cbr());
    encoding.errorCorrection(settings.fec());
    encoding.discontinuous(settings.dtx());
    encoding.bandwidth(settings.bandwidth());
  }

  @Override
  public int encode(float[] in, int samples, byte[] out, int outOffset) {
    int bytes = encoding.encode(in, samples, out, outOffset);
    return bytes <= SILENCE_BYTES ? 0 : bytes;
  }

  @Override
  public void expectLoss(int percent) {
    encoding.expectedLoss(percent);
  }

  @Override
  public void close() {
    encoding.close();
  }
}
