package io.siprouter.core.phone;

import java.util.List;

/**
 * What came of the sound of a phone's latest call so far.
 *
 * @param packetsTx RTP packets sent
 * @param packetsRx RTP packets received
 * @param lost packets missing in the sequence of the received ones
 * @param jitterMs interarrival jitter [ms], RFC 3550 §6.4.1
 * @param delayMs from the other phone's mouth to this one's ear [ms], see {@link PausedTone}; NaN
 *     before the first measurement
 * @param tonesHz which of the tones it listens for it hears [Hz]
 * @param digits the keys that were pressed towards it
 */
public record Heard(
    long packetsTx,
    long packetsRx,
    long lost,
    double jitterMs,
    double delayMs,
    List<Double> tonesHz,
    String digits) {

  /** Before anything was heard. */
  static final Heard NOTHING = new Heard(0, 0, 0, 0, Double.NaN, List.of(), "");

  public Heard {
    tonesHz = List.copyOf(tonesHz);
  }

  Heard withPacketsTx(long packets) {
    return new Heard(packets, packetsRx, lost, jitterMs, delayMs, tonesHz, digits);
  }

  /** Whether this is the one tone heard. */
  public boolean isOnly(double toneHz) {
    return tonesHz.equals(List.of(toneHz));
  }
}
