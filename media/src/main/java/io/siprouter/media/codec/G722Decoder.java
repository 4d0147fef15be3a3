package io.siprouter.media.codec;

/**
 * G.722 at 64 kbit/s: each byte becomes a pair of samples. Confined to one thread. ITU-T G.722 §4.
 */
final class G722Decoder implements AudioDecoder {
  private final QmfLine differences = QmfLine.mirrored();
  private final QmfLine sums = QmfLine.straight();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();

  @Override
  public int decode(byte[] in, int offset, int length, float[] out) {
    for (int done = 0; done < length; done += QmfLine.BLOCK) {
      decodeBlock(in, offset + done, Math.min(QmfLine.BLOCK, length - done), out, 2 * done);
    }
    return 2 * length;
  }

  private void decodeBlock(byte[] in, int offset, int pairs, float[] out, int outOffset) {
    for (int i = 0; i < pairs; i++) {
      int lowSample = decodeLow(in[offset + i] & 0x3F);
      int highSample = decodeHigh((in[offset + i] & 0xFF) >> 6);
      differences.set(i, lowSample - highSample);
      sums.set(i, lowSample + highSample);
    }
    int[] firstSums = differences.filter(pairs);
    int[] secondSums = sums.filter(pairs);
    for (int i = 0; i < pairs; i++) {
      out[outOffset + 2 * i] = joined(firstSums[i]);
      out[outOffset + 2 * i + 1] = joined(secondSums[i]);
    }
  }

  private int decodeLow(int code) {
    int sample = clamp15(low.prediction() + low.scaled(G722Code.lowLevel(code)));
    G722Code.adaptLow(low, code);
    return sample;
  }

  private int decodeHigh(int code) {
    int sample = clamp15(high.prediction() + high.scaled(G722Code.highLevel(code)));
    G722Code.adaptHigh(high, code);
    return sample;
  }

  private static float joined(int sum) {
    return Pcm16.toFloat(Pcm16.clamp(sum >> 11));
  }

  private static int clamp15(int value) {
    return Math.max(-16_384, Math.min(16_383, value));
  }
}
