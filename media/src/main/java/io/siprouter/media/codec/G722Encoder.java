package io.siprouter.media.codec;

/**
 * G.722 at 64 kbit/s: each pair of samples becomes one byte. Confined to one thread. ITU-T G.722
 * §3.
 */
final class G722Encoder implements AudioEncoder {
  private final QmfLine even = new QmfLine();
  private final QmfLine odd = new QmfLine();
  private final G722Band low = G722Band.low();
  private final G722Band high = G722Band.high();

  @Override
  public int encode(float[] in, int samples, byte[] out, int outOffset) {
    if ((samples & 1) != 0) {
      throw new IllegalArgumentException("G.722 codes pairs of samples, got " + samples);
    }
    int bytes = samples >> 1;
    for (int i = 0; i < bytes; i++) {
      out[outOffset + i] = encodePair(in[2 * i], in[2 * i + 1]);
    }
    return bytes;
  }

  private byte encodePair(float first, float second) {
    even.add(Pcm16.fromFloat(first));
    odd.add(Pcm16.fromFloat(second));
    int evenSum = even.weighed(QmfLine.TAPS);
    int oddSum = odd.weighed(QmfLine.TAPS_REVERSED);
    int lowCode = encodeLow((oddSum + evenSum) >> 14);
    int highCode = encodeHigh((oddSum - evenSum) >> 14);
    return (byte) (highCode << 6 | lowCode);
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
