package io.siprouter.media.rtp;

import io.siprouter.media.rtcp.NtpTime;
import io.siprouter.media.rtcp.Report;
import io.siprouter.media.rtcp.ReportBlock;
import io.siprouter.media.rtcp.RtcpParser;
import io.siprouter.media.rtcp.RtcpWriter;
import io.siprouter.media.rtcp.RtcpWriter.SenderInfo;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a leg and its peer tell each other of the packets they receive. Confined to the leg's rtp-io
 * thread. RFC 3550 §6.4.
 */
final class RtcpReports {

  /** Reports that follow one another more closely are not read. */
  private static final long LEAST_BETWEEN_NANOS = 100_000_000;

  private static final long LONGEST_ROUND_TRIP_MICROS = 60_000_000;
  private static final int MICROS_PER_MS = 1_000;
  private static final int CNAME_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int ssrc;
  private final Reception reception;
  private final Counters counters;
  private final String cname;
  private long readNanos = System.nanoTime() - LEAST_BETWEEN_NANOS;

  /** Of the peer's last sender report, by its clock and by ours; 0 before the first. */
  private int peersTime;

  private int peersSsrc;

  private long peersTimeNanos;
  private long packetsReported;
  private int ticksPerMs = 1;
  private int timestamp;
  private long timestampNanos;

  /**
   * @param ssrc of what the leg sends
   */
  RtcpReports(int ssrc, Reception reception, Counters counters) {
    this.ssrc = ssrc;
    this.reception = reception;
    this.counters = counters;
    var random = new byte[CNAME_BYTES];
    RANDOM.nextBytes(random);
    this.cname = HexFormat.of().formatHex(random);
  }

  /** Takes note of the clock of what is sent from now on. */
  void sendsAt(int ticksPerMs) {
    this.ticksPerMs = ticksPerMs;
  }

  /** Takes note of a packet that was sent. */
  void sent(int timestamp, long nowNanos) {
    this.timestamp = timestamp;
    timestampNanos = nowNanos;
  }

  /** What to tell the peer now. */
  byte[] write(long nowNanos) {
    return RtcpWriter.write(ssrc, senderInfo(nowNanos), receptionBlock(nowNanos), cname);
  }

  private Optional<SenderInfo> senderInfo(long nowNanos) {
    long packets = counters.packetsTx.get();
    if (packets == packetsReported) {
      return Optional.empty();
    }
    packetsReported = packets;
    long micros = (nowNanos - timestampNanos) / 1_000;
    int now = timestamp + (int) (micros * ticksPerMs / MICROS_PER_MS);
    int bytes = (int) counters.bytesTx.get();
    return Optional.of(new SenderInfo(NtpTime.ofNanos(nowNanos), now, (int) packets, bytes));
  }

  private Optional<ReportBlock> receptionBlock(long nowNanos) {
    if (peersTime == 0 || !reception.isOf(peersSsrc)) {
      return reception.report(0, 0);
    }
    int since = NtpTime.middle(NtpTime.ofNanos(nowNanos - peersTimeNanos));
    return reception.report(peersTime, since);
  }

  /**
   * Takes what somebody has sent from where the peer is: another call of it may do so, too.
   *
   * @return whether it is about this call
   */
  boolean heard(byte[] datagram, int length, long nowNanos) {
    if (nowNanos - readNanos < LEAST_BETWEEN_NANOS) {
      return false;
    }
    var report = RtcpParser.parse(datagram, length).filter(this::isOurs);
    report.ifPresent(it -> take(it, nowNanos));
    return report.isPresent();
  }

  private boolean isOurs(Report report) {
    return reception.isOf(report.ssrc())
        || report.blocks().stream().anyMatch(block -> block.ssrc() == ssrc);
  }

  private void take(Report report, long nowNanos) {
    readNanos = nowNanos;
    if (report.sentAt().isPresent()) {
      peersSsrc = report.ssrc();
      peersTime = report.sentAt().getAsInt();
      peersTimeNanos = nowNanos;
    }
    for (var block : report.blocks()) {
      if (block.ssrc() == ssrc) {
        take(block, nowNanos);
      }
    }
  }

  private void take(ReportBlock block, long nowNanos) {
    counters.peerLostPercent.set(Math.round(block.lostPercent()));
    counters.peerJitterMicros.set(
        (block.jitterTicks() & 0xffff_ffffL) * MICROS_PER_MS / ticksPerMs);
    if (block.lastReport() != 0) {
      int elapsed = NtpTime.middle(NtpTime.ofNanos(nowNanos)) - block.lastReport();
      long micros = NtpTime.micros(elapsed - block.sinceLastReport());
      if (micros < LONGEST_ROUND_TRIP_MICROS) {
        counters.roundTripMicros.set(micros);
      }
    }
  }
}
