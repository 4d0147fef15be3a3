package io.siprouter.media.rtp;

import io.siprouter.media.rtcp.ReportBlock;
import java.util.Optional;

/**
 * Loss and jitter of one received stream. Confined to the leg's rtp-io thread. RFC 3550 §A.1, §A.3
 * and §A.8.
 */
final class Reception {
  /** MAX_DROPOUT of RFC 3550 §A.1: a larger gap is a new stream. */
  private static final int MAX_DROPOUT = 3_000;

  private static final int NONE = -1;
  private static final int FRACTIONS = 256;

  /** What 24 bits with a sign can say. */
  private static final long MOST_LOST = 0x7f_ffff;

  private static final long LEAST_LOST = -0x80_0000;

  private boolean started;
  private int ssrc;
  private long base;
  private long highest;
  private long received;
  private long formerExpected;
  private long formerReceived;
  private long expectedReported;
  private long receivedReported;
  private int samplesPerTick = 1;
  private int candidateSsrc;
  private int candidateSequence = NONE;

  /** Whether the transit of the packet before is known. */
  private boolean timed;

  private int transitSamples;
  private double jitterSamples;

  /**
   * Counts a packet of sound.
   *
   * @param samplesPerTick samples at 48 kHz in one tick of its clock
   * @param arrivalSample when it came, in samples at 48 kHz
   */
  void received(RtpPacket packet, int samplesPerTick, int arrivalSample) {
    timed &= samplesPerTick == this.samplesPerTick;
    this.samplesPerTick = samplesPerTick;
    if (!counts(packet)) {
      return;
    }
    int transit = arrivalSample - packet.timestamp() * samplesPerTick;
    if (timed) {
      jitterSamples += (Math.abs(transit - transitSamples) - jitterSamples) / 16;
    }
    transitSamples = transit;
    timed = true;
  }

  /** Counts a packet of a digit, all of which have the timestamp of its begin. */
  void receivedDigit(RtpPacket packet) {
    timed &= !counts(packet);
  }

  /** Whether the packet is of the stream that is counted, or has proven another one. */
  private boolean counts(RtpPacket packet) {
    int delta = RtpPacket.sequenceDelta(packet.sequence(), (int) highest);
    if (!started || packet.ssrc() != ssrc || Math.abs(delta) > MAX_DROPOUT) {
      return isProven(packet);
    }
    candidateSequence = NONE;
    received++;
    highest = Math.max(highest, highest + delta);
    return true;
  }

  /** One packet is no stream: of a second one it takes two in a row (MIN_SEQUENTIAL, §A.1). */
  private boolean isProven(RtpPacket packet) {
    boolean proven =
        !started || (packet.ssrc() == candidateSsrc && packet.sequence() == candidateSequence);
    if (proven) {
      restart(packet);
    } else {
      candidateSsrc = packet.ssrc();
      candidateSequence = (packet.sequence() + 1) & 0xffff;
    }
    return proven;
  }

  private void restart(RtpPacket packet) {
    formerExpected += expectedNow();
    formerReceived += received;
    started = true;
    timed = false;
    candidateSequence = NONE;
    ssrc = packet.ssrc();
    base = highest = packet.sequence();
    received = 1;
  }

  /** Packets that should have come, over all streams. */
  long expected() {
    return formerExpected + expectedNow();
  }

  /** Packets that never came; duplicates count against it, hence never below 0. */
  long lost() {
    return Math.max(0, expected() - formerReceived - received);
  }

  /** Whether the stream that is counted now is of this source. */
  boolean isOf(int source) {
    return started && ssrc == source;
  }

  /**
   * What to tell the source of the stream; empty where nothing came since this was asked last.
   *
   * @param peersTime of its last sender report, 0 for none
   * @param sinceThen how long ago that came, in 1/65,536 s
   */
  Optional<ReportBlock> report(int peersTime, int sinceThen) {
    long expectedSince = expected() - expectedReported;
    long receivedSince = formerReceived + received - receivedReported;
    if (!started || receivedSince <= 0) {
      return Optional.empty();
    }
    expectedReported = expected();
    receivedReported = formerReceived + received;
    long lostSince = Math.max(0, expectedSince - receivedSince);
    long fraction = lostSince == 0 ? 0 : FRACTIONS * lostSince / expectedSince;
    return Optional.of(
        new ReportBlock(
            ssrc,
            (int) Math.min(FRACTIONS - 1, fraction),
            (int) Math.clamp(expectedNow() - received, LEAST_LOST, MOST_LOST),
            (int) highest,
            (int) jitterSamples / samplesPerTick,
            peersTime,
            sinceThen));
  }

  double jitterSamples() {
    return jitterSamples;
  }

  private long expectedNow() {
    return started ? highest - base + 1 : 0;
  }
}
