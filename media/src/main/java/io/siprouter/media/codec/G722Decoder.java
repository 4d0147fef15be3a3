package io.siprouter.media.codec;

/**
 * G.722 at 64 kbit/s: each byte becomes a pair of samples. Confined to one thread. ITU-T G.722 §4.
 */
final class G722Decoder implements AudioDecoder {
  private final QmfLine sums = new QmfLine();
  private final QmfLine differences = new QmfLine();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();

  @Override
  public int decode(byte[] in, int offset, int length, float[] out) {
    for (int i = 0; i < length; i++) {
      int code = in[offset + i] & 0xFF;
      int lowSample = decodeLow(code & 0x3F);
      int highSample = decodeHigh(code >> 6);
      sums.add(lowSample + highSample);
      differences.add(lowSample - highSample);
      out[2 * i] = joined(differences.weighed(QmfLine.TAPS_REVERSED));
      out[2 * i + 1] = joined(sums.weighed(QmfLine.TAPS));
    }
    return 2 * length;
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
