package io.siprouter.core.trace;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** An Ethernet frame with IPv4 or IPv6 and UDP or TCP in it. RFC 791, 8200, 768, 9293. */
final class Packet {
  private static final int ETHERNET_BYTES = 14;
  private static final int IPV4_BYTES = 20;
  private static final int IPV6_BYTES = 40;
  private static final int UDP_BYTES = 8;
  private static final int TCP_BYTES = 20;
  private static final int UDP = 17;
  private static final int TCP = 6;
  private static final int HOPS = 64;
  private static final int TCP_HEADER_WORDS = 0x50; // five, in the upper four bits
  private static final int PSH_ACK = 0x18;
  private static final int WINDOW = 0xffff;

  private Packet() {}

  static byte[] udp(InetSocketAddress source, InetSocketAddress target, byte[] data) {
    var datagram = ByteBuffer.allocate(UDP_BYTES + data.length);
    ports(datagram, source, target);
    datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(data);
    return frame(source, target, UDP, datagram, 6);
  }

  static byte[] tcp(
      InetSocketAddress source,
      InetSocketAddress target,
      int sequence,
      int acknowledged,
      byte[] data) {
    var segment = ByteBuffer.allocate(TCP_BYTES + data.length);
    ports(segment, source, target);
    segment.putInt(sequence).putInt(acknowledged);
    segment.put((byte) TCP_HEADER_WORDS).put((byte) PSH_ACK).putShort((short) WINDOW);
    segment.putInt(0).put(data);
    return frame(source, target, TCP, segment, 16);
  }

  private static void ports(ByteBuffer packet, InetSocketAddress source, InetSocketAddress target) {
    packet.putShort((short) source.getPort()).putShort((short) target.getPort());
  }

  /**
   * @param checksumAt where in the content its checksum goes
   */
  private static byte[] frame(
      InetSocketAddress source,
      InetSocketAddress target,
      int protocol,
      ByteBuffer content,
      int checksumAt) {
    byte[] from = source.getAddress().getAddress();
    byte[] to = target.getAddress().getAddress();
    content.putShort(checksumAt, contentChecksum(from, to, protocol, content));
    boolean isIpv4 = isIpv4(source.getAddress()) && isIpv4(target.getAddress());
    int length = content.capacity() + (isIpv4 ? IPV4_BYTES : IPV6_BYTES);
    var frame = ByteBuffer.allocate(ETHERNET_BYTES + length);
    frame.put(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1});
    frame.putShort((short) (isIpv4 ? 0x0800 : 0x86dd));
    if (isIpv4) {
      ipv4(frame, length, protocol, from, to);
    } else {
      ipv6(frame, content.capacity(), protocol, mapped(from), mapped(to));
    }
    return frame.put(content.rewind()).array();
  }

  private static boolean isIpv4(InetAddress address) {
    return address instanceof Inet4Address;
  }

  private static void ipv4(ByteBuffer frame, int length, int protocol, byte[] from, byte[] to) {
    var header = ByteBuffer.allocate(IPV4_BYTES);
    header.put((byte) 0x45).put((byte) 0).putShort((short) length);
    header.putInt(0).put((byte) HOPS).put((byte) protocol).putShort((short) 0);
    header.put(from).put(to);
    header.putShort(10, checksum(header));
    frame.put(header.array());
  }

  private static void ipv6(ByteBuffer frame, int length, int protocol, byte[] from, byte[] to) {
    frame.putInt(0x60000000).putShort((short) length);
    frame.put((byte) protocol).put((byte) HOPS).put(from).put(to);
  }

  /** An IPv4 address among IPv6 ones. RFC 4291 §2.5.5.2. */
  private static byte[] mapped(byte[] address) {
    if (address.length != 4) {
      return address;
    }
    return ByteBuffer.allocate(16).putShort(10, (short) -1).position(12).put(address).array();
  }

  private static short contentChecksum(byte[] from, byte[] to, int protocol, ByteBuffer content) {
    int even = content.capacity() + content.capacity() % 2;
    var all = ByteBuffer.allocate(from.length + to.length + 8 + even);
    all.put(from).put(to).putInt(protocol).putInt(content.capacity());
    all.put(content.duplicate().rewind());
    short sum = checksum(all);
    return sum == 0 ? -1 : sum;
  }

  /** RFC 1071. */
  private static short checksum(ByteBuffer evenBytes) {
    int sum = 0;
    for (int i = 0; i < evenBytes.capacity(); i += 2) {
      sum += Short.toUnsignedInt(evenBytes.getShort(i));
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (short) ~sum;
  }
}
