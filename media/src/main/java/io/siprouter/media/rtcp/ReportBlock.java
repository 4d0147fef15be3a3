package io.siprouter.media.rtcp;

/**
 * What one party tells of what it receives from another. RFC 3550 §6.4.1.
 *
 * @param ssrc whose packets it tells of
 * @param fractionLost share lost since its last report [0..255], in 1/256
 * @param lost packets lost in all; below 0 where more came than were sent
 * @param highestSequence the highest sequence number that came, its wraps above 16 bits
 * @param jitterTicks in ticks of the RTP clock
 * @param lastReport the middle 32 bits of the time in the last sender report that came, 0 for none
 * @param sinceLastReport how long ago that came, in 1/65,536 s
 */
public record ReportBlock(
    int ssrc,
    int fractionLost,
    int lost,
    int highestSequence,
    int jitterTicks,
    int lastReport,
    int sinceLastReport) {

  static final int BYTES = 24;

  private static final int FRACTIONS = 256;

  /** Share lost since its last report [0..100]. */
  public double lostPercent() {
    return 100.0 * fractionLost / FRACTIONS;
  }
}
