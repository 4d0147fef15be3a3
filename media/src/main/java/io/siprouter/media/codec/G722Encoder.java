package io.siprouter.media.codec;

/**
 * G.722 at 64 kbit/s: each pair of samples becomes one byte. Confined to one thread. ITU-T G.722
 * §3.
 */
final class G722Encoder implements AudioEncoder {
  private final QmfLine first = QmfLine.straight();
  private final QmfLine second = QmfLine.mirrored();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();

  @Override
  public int encode(float[] in, int samples, byte[] out, int outOffset) {
    if ((samples & 1) != 0) {
      throw new IllegalArgumentException("G.722 codes pairs of samples, got " + samples);
    }
    int pairs = samples >> 1;
    for (int done = 0; done < pairs; done += QmfLine.BLOCK) {
      encodeBlock(in, done, Math.min(QmfLine.BLOCK, pairs - done), out, outOffset + done);
    }
    return pairs;
  }

  private void encodeBlock(float[] in, int firstPair, int pairs, byte[] out, int outOffset) {
    for (int i = 0; i < pairs; i++) {
      first.set(i, Pcm16.fromFloat(in[2 * (firstPair + i)]));
      second.set(i, Pcm16.fromFloat(in[2 * (firstPair + i) + 1]));
    }
    int[] firstSums = first.filter(pairs);
    int[] secondSums = second.filter(pairs);
    for (int i = 0; i < pairs; i++) {
      int lowCode = encodeLow((secondSums[i] + firstSums[i]) >> 14);
      int highCode = encodeHigh((secondSums[i] - firstSums[i]) >> 14);
      out[outOffset + i] = (byte) (highCode << 6 | lowCode);
    }
  }

  private int encodeLow(int sample) {
    int code = G722Code.low(Pcm16.clamp(sample - low.prediction()), low.step());
    G722Code.adaptLow(low, code);
    return code;
  }

  private int encodeHigh(int sample) {
    int code = G722Code.high(Pcm16.clamp(sample - high.prediction()), high.step());
    G722Code.adaptHigh(high, code);
    return code;
  }
}
