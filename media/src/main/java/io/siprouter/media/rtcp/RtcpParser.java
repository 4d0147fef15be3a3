package io.siprouter.media.rtcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads compound RTCP packets, whole or not at all. Goodbyes are passed over: whoever can send one
 * packet could end a call with it, and SIP says when a call ends. Stateless. RFC 3550 §6, §A.2.
 */
public final class RtcpParser {

  static final int VERSION = 2;
  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;

  private static final int HEADER_BYTES = 8;
  private static final int SENDER_INFO_BYTES = 20;
  private static final int PADDING = 0x20;

  private RtcpParser() {}

  /** The report that the compound begins with; empty where it is not valid RTCP. */
  public static Optional<Report> parse(byte[] datagram, int length) {
    return isCompound(datagram, length)
        ? report(ByteBuffer.wrap(datagram, 0, packetBytes(datagram, 0)))
        : Optional.empty();
  }

  /** Whether packets fill the datagram, a report first, and only the last one padded. */
  private static boolean isCompound(byte[] datagram, int length) {
    if (length < HEADER_BYTES || !isReport(type(datagram, 0))) {
      return false;
    }
    int at = 0;
    boolean padded = false;
    while (at < length) {
      if (padded || length - at < 4 || (datagram[at] & 0xff) >> 6 != VERSION) {
        return false;
      }
      padded = (datagram[at] & PADDING) != 0;
      at += packetBytes(datagram, at);
    }
    return at == length;
  }

  private static boolean isReport(int type) {
    return type == SENDER_REPORT || type == RECEIVER_REPORT;
  }

  private static int type(byte[] datagram, int at) {
    return datagram[at + 1] & 0xff;
  }

  private static int packetBytes(byte[] datagram, int at) {
    int words = (datagram[at + 2] & 0xff) << 8 | (datagram[at + 3] & 0xff);
    return 4 * (words + 1);
  }

  private static Optional<Report> report(ByteBuffer packet) {
    int count = packet.get(0) & 0x1f;
    boolean sends = (packet.get(1) & 0xff) == SENDER_REPORT;
    int blocksAt = HEADER_BYTES + (sends ? SENDER_INFO_BYTES : 0);
    if (packet.limit() < blocksAt + count * ReportBlock.BYTES) {
      return Optional.empty();
    }
    var sentAt =
        sends ? OptionalInt.of(NtpTime.middle(packet.getLong(HEADER_BYTES))) : OptionalInt.empty();
    return Optional.of(new Report(packet.getInt(4), sentAt, blocks(packet, blocksAt, count)));
  }

  private static List<ReportBlock> blocks(ByteBuffer packet, int from, int count) {
    var blocks = new ArrayList<ReportBlock>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(block(packet.slice(from + i * ReportBlock.BYTES, ReportBlock.BYTES)));
    }
    return blocks;
  }

  private static ReportBlock block(ByteBuffer in) {
    int ssrc = in.getInt();
    int losses = in.getInt();
    int lost = losses << 8 >> 8; // 24 bits with a sign
    return new ReportBlock(
        ssrc, losses >>> 24, lost, in.getInt(), in.getInt(), in.getInt(), in.getInt());
  }
}
