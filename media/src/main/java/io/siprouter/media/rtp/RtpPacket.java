package io.siprouter.media.rtp;

/**
 * A view of the RTP packet in a byte array; moved from datagram to datagram it allocates nothing.
 * Confined to one thread. RFC 3550 §5.1, §5.3.1.
 */
final class RtpPacket {
  static final int HEADER_BYTES = 12;

  private static final int TIMESTAMP_AT = 4;

  private static final int VERSION = 2;
  private static final int PADDING = 0x20;
  private static final int EXTENSION = 0x10;
  private static final int MARKER = 0x80;

  /** With the marker bit these are the RTCP types 192 to 223, RFC 5761 §4. */
  private static final int RTCP_FIRST = 64;

  private static final int RTCP_LAST = 95;

  /** What a datagram is, by its first bytes and its lengths. */
  enum Kind {
    RTP,
    RTCP,
    OTHER
  }

  private byte[] bytes = new byte[0];
  private int payloadOffset;
  private int payloadLength;

  /** Looks at a datagram; the accessors are valid only after {@link Kind#RTP}. */
  Kind wrap(byte[] datagram, int length) {
    bytes = datagram;
    if (length < 8 || (datagram[0] & 0xff) >> 6 != VERSION) {
      return Kind.OTHER;
    }
    if (payloadType() >= RTCP_FIRST && payloadType() <= RTCP_LAST) {
      return Kind.RTCP;
    }
    return length >= HEADER_BYTES && measure(length) ? Kind.RTP : Kind.OTHER;
  }

  /** Whether sources, extension and padding fit into the datagram. */
  private boolean measure(int length) {
    int offset = HEADER_BYTES + 4 * (bytes[0] & 0x0f);
    if ((bytes[0] & EXTENSION) != 0) {
      if (offset + 4 > length) {
        return false;
      }
      offset += 4 + 4 * uint16(bytes, offset + 2);
    }
    boolean padded = (bytes[0] & PADDING) != 0;
    int padding = padded ? bytes[length - 1] & 0xff : 0;
    payloadOffset = offset;
    payloadLength = length - offset - padding;
    return payloadLength >= 0 && (!padded || padding > 0);
  }

  boolean marker() {
    return (bytes[1] & MARKER) != 0;
  }

  /** [0..127]. */
  int payloadType() {
    return bytes[1] & 0x7f;
  }

  /** [0..65535]. */
  int sequence() {
    return uint16(bytes, 2);
  }

  /** Unsigned 32 bits. */
  int timestamp() {
    return int32(bytes, TIMESTAMP_AT);
  }

  /** Of a packet that is known to be RTP. */
  static int timestamp(byte[] packet) {
    return int32(packet, TIMESTAMP_AT);
  }

  int ssrc() {
    return int32(bytes, 8);
  }

  byte[] bytes() {
    return bytes;
  }

  int payloadOffset() {
    return payloadOffset;
  }

  int payloadLength() {
    return payloadLength;
  }

  /** Writes a header without sources and extension to the first 12 bytes. */
  static void writeHeader(
      byte[] out, int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
    out[0] = (byte) (VERSION << 6);
    out[1] = (byte) (payloadType | (marker ? MARKER : 0));
    out[2] = (byte) (sequence >> 8);
    out[3] = (byte) sequence;
    writeInt(out, TIMESTAMP_AT, timestamp);
    writeInt(out, 8, ssrc);
  }

  /** How far {@code a} is ahead of {@code b} around the wrap [-32768..32767]. */
  static int sequenceDelta(int a, int b) {
    return (short) (a - b);
  }

  private static void writeInt(byte[] out, int offset, int value) {
    out[offset] = (byte) (value >> 24);
    out[offset + 1] = (byte) (value >> 16);
    out[offset + 2] = (byte) (value >> 8);
    out[offset + 3] = (byte) value;
  }

  private static int uint16(byte[] in, int offset) {
    return (in[offset] & 0xff) << 8 | (in[offset + 1] & 0xff);
  }

  private static int int32(byte[] in, int offset) {
    return uint16(in, offset) << 16 | uint16(in, offset + 2);
  }
}
