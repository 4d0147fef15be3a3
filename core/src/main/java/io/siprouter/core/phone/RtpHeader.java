package io.siprouter.core.phone;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The head of an RTP packet and where its payload is. A phone reads and writes it by itself, so
 * that an error of the engine's RTP does not cancel itself out. RFC 3550 §5.1.
 *
 * @param payloadType [0..127]
 * @param sequence [0..65535]
 * @param timestamp [0..2^32-1]
 * @param ssrc [0..2^32-1]
 */
record RtpHeader(
    int payloadType,
    int sequence,
    long timestamp,
    long ssrc,
    int payloadOffset,
    int payloadLength) {

  /** Of a packet without contributing sources and extension [bytes]. */
  static final int LENGTH = 12;

  private static final int VERSION = 2;
  private static final long UNSIGNED_INT = 0xffff_ffffL;

  /** Empty if it is no RTP packet; RTCP is none. */
  static Optional<RtpHeader> parse(byte[] packet, int length) {
    if (length < LENGTH || (packet[0] & 0xff) >> 6 != VERSION || isRtcp(packet)) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(packet, 0, length);
    int offset = payloadOffset(buffer);
    int padding = (packet[0] & 0x20) == 0 ? 0 : packet[length - 1] & 0xff;
    int payloadLength = length - padding - offset;
    if (payloadLength < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new RtpHeader(
            packet[1] & 0x7f,
            buffer.getShort(2) & 0xffff,
            buffer.getInt(4) & UNSIGNED_INT,
            buffer.getInt(8) & UNSIGNED_INT,
            offset,
            payloadLength));
  }

  /** RFC 5761 §4. */
  private static boolean isRtcp(byte[] packet) {
    int type = packet[1] & 0xff;
    return type >= 192 && type <= 223;
  }

  private static int payloadOffset(ByteBuffer packet) {
    int offset = LENGTH + 4 * (packet.get(0) & 0x0f);
    boolean extended = (packet.get(0) & 0x10) != 0;
    return extended && packet.limit() >= offset + 4
        ? offset + 4 + 4 * (packet.getShort(offset + 2) & 0xffff)
        : offset;
  }

  /** Writes the first {@link #LENGTH} bytes of a packet. */
  static void write(
      byte[] packet, boolean marker, int payloadType, int sequence, long timestamp, int ssrc) {
    ByteBuffer.wrap(packet)
        .put((byte) (VERSION << 6))
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt((int) timestamp)
        .putInt(ssrc);
  }
}
