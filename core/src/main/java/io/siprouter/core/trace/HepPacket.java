package io.siprouter.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.config.HepTarget;
import io.siprouter.config.Secret;
import io.siprouter.core.sip.transport.SipTransport;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoField;

/** A message as capture servers take it: HEP version 3, chunks behind a length. */
final class HepPacket {
  private static final byte[] MAGIC = "HEP3".getBytes(UTF_8);
  private static final int HEADER_BYTES = 6;
  private static final int IPV4 = 2;
  private static final int IPV6 = 10;
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int SIP = 1;

  /** What a chunk says, by the numbers that the vendor 0 gave. */
  private enum Chunk {
    FAMILY(1),
    PROTOCOL(2),
    IPV4_SOURCE(3),
    IPV4_TARGET(4),
    IPV6_SOURCE(5),
    IPV6_TARGET(6),
    SOURCE_PORT(7),
    TARGET_PORT(8),
    SECONDS(9),
    MICROSECONDS(10),
    CONTENT_TYPE(11),
    CAPTURE_ID(12),
    PASSWORD(14),
    CONTENT(15),
    CORRELATION(17);

    private final int number;

    Chunk(int number) {
      this.number = number;
    }
  }

  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  private HepPacket() {}

  /** What came over TLS is told as TCP, for it is in clear. Calls go by our name of them. */
  static byte[] of(TracedMessage message, HepTarget target) {
    var packet = new HepPacket();
    packet.way(message.passage());
    packet.time(message.passage());
    packet.add(Chunk.CONTENT_TYPE, (byte) SIP);
    packet.add(Chunk.CAPTURE_ID, target.captureId());
    target.password().map(Secret::reveal).ifPresent(word -> packet.add(Chunk.PASSWORD, word));
    message.owner().ifPresent(leg -> packet.add(Chunk.CORRELATION, leg.callId()));
    packet.add(Chunk.CONTENT, message.bytes());
    return packet.complete();
  }

  private void way(Passage passage) {
    var source = passage.source();
    var target = passage.target();
    boolean isIpv4 = isIpv4(source.getAddress());
    add(Chunk.FAMILY, (byte) (isIpv4 ? IPV4 : IPV6));
    add(Chunk.PROTOCOL, (byte) (passage.transport() == SipTransport.UDP ? UDP : TCP));
    add(isIpv4 ? Chunk.IPV4_SOURCE : Chunk.IPV6_SOURCE, source.getAddress().getAddress());
    add(
        isIpv4(target.getAddress()) ? Chunk.IPV4_TARGET : Chunk.IPV6_TARGET,
        target.getAddress().getAddress());
    add(Chunk.SOURCE_PORT, (short) source.getPort());
    add(Chunk.TARGET_PORT, (short) target.getPort());
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  private void time(Passage passage) {
    add(Chunk.SECONDS, (int) passage.at().getEpochSecond());
    add(Chunk.MICROSECONDS, passage.at().get(ChronoField.MICRO_OF_SECOND));
  }

  private void add(Chunk chunk, byte number) {
    add(chunk, new byte[] {number});
  }

  private void add(Chunk chunk, short number) {
    add(chunk, ByteBuffer.allocate(Short.BYTES).putShort(number).array());
  }

  private void add(Chunk chunk, int number) {
    add(chunk, ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  private void add(Chunk chunk, String text) {
    add(chunk, text.getBytes(UTF_8));
  }

  private void add(Chunk chunk, byte[] content) {
    var head = ByteBuffer.allocate(HEADER_BYTES);
    head.putShort((short) 0).putShort((short) chunk.number);
    head.putShort((short) (HEADER_BYTES + content.length));
    chunks.writeBytes(head.array());
    chunks.writeBytes(content);
  }

  private byte[] complete() {
    int length = HEADER_BYTES + chunks.size();
    return ByteBuffer.allocate(length)
        .put(MAGIC)
        .putShort((short) length)
        .put(chunks.toByteArray())
        .array();
  }
}
