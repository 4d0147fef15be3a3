package io.siprouter.media.rtp;

/**
 * Loss and jitter of one received stream. Confined to the leg's rtp-io thread. RFC 3550 §A.1, §A.3
 * and §A.8.
 */
final class Reception {
  /** MAX_DROPOUT of RFC 3550 §A.1: a larger gap is a new stream. */
  private static final int MAX_DROPOUT = 3_000;

  private static final int NONE = -1;

  private boolean started;
  private int ssrc;
  private long base;
  private long highest;
  private long received;
  private long formerExpected;
  private long formerReceived;
  private int candidateSsrc;
  private int candidateSequence = NONE;
  private int transitSamples;
  private double jitterSamples;

  /**
   * Counts a packet.
   *
   * @param startSample its timestamp, in samples at 48 kHz
   * @param arrivalSample when it came, in samples at 48 kHz
   */
  void received(RtpPacket packet, int startSample, int arrivalSample) {
    int delta = RtpPacket.sequenceDelta(packet.sequence(), (int) highest);
    if (!started || packet.ssrc() != ssrc || Math.abs(delta) > MAX_DROPOUT) {
      restartIfProven(packet, arrivalSample - startSample);
      return;
    }
    candidateSequence = NONE;
    received++;
    highest = Math.max(highest, highest + delta);
    int transit = arrivalSample - startSample;
    jitterSamples += (Math.abs(transit - transitSamples) - jitterSamples) / 16;
    transitSamples = transit;
  }

  /** One packet is no stream: of a second one it takes two in a row (MIN_SEQUENTIAL, §A.1). */
  private void restartIfProven(RtpPacket packet, int transit) {
    boolean proven = packet.ssrc() == candidateSsrc && packet.sequence() == candidateSequence;
    if (!started || proven) {
      restart(packet, transit);
    } else {
      candidateSsrc = packet.ssrc();
      candidateSequence = (packet.sequence() + 1) & 0xffff;
    }
  }

  private void restart(RtpPacket packet, int transit) {
    formerExpected += expectedNow();
    formerReceived += received;
    started = true;
    candidateSequence = NONE;
    ssrc = packet.ssrc();
    base = highest = packet.sequence();
    received = 1;
    transitSamples = transit;
  }

  /** Packets that should have come, over all streams. */
  long expected() {
    return formerExpected + expectedNow();
  }

  /** Packets that never came; duplicates count against it, hence never below 0. */
  long lost() {
    return Math.max(0, expected() - formerReceived - received);
  }

  double jitterSamples() {
    return jitterSamples;
  }

  private long expectedNow() {
    return started ? highest - base + 1 : 0;
  }
}
