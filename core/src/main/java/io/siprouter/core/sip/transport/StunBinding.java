package io.siprouter.core.sip.transport;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells phones that keep their flow over UDP alive where their Binding requests come from. Pure.
 * RFC 8489 §6.3.1, as RFC 5626 §8 asks it of a SIP server.
 *
 * <p>An answer is at most 2.2 times as long as its request, so nobody gains by forging a source.
 */
final class StunBinding {

  private static final int HEADER_BYTES = 20;
  private static final int MAGIC_COOKIE = 0x2112A442;
  private static final int REQUEST = 0x0001;
  private static final int SUCCESS = 0x0101;
  private static final int ERROR = 0x0111;
  private static final int ERROR_CODE = 0x0009;
  private static final int UNKNOWN_ATTRIBUTES = 0x000A;
  private static final int XOR_MAPPED_ADDRESS = 0x0020;

  /** Attributes up to this one have to be understood. RFC 8489 §14. */
  private static final int LAST_REQUIRED = 0x7FFF;

  /** Class 4, number 20. */
  private static final int UNKNOWN_ATTRIBUTE = 0x0414;

  private StunBinding() {}

  /** Whether a datagram is STUN: no text begins like that. */
  static boolean isStun(byte[] datagram) {
    return datagram.length >= HEADER_BYTES
        && (datagram[0] & 0xC0) == 0
        && ByteBuffer.wrap(datagram).getInt(4) == MAGIC_COOKIE;
  }

  /** The answer to a Binding request; empty for every other and every broken message. */
  static Optional<byte[]> answer(byte[] stun, InetSocketAddress source) {
    var message = ByteBuffer.wrap(stun);
    if (message.getShort(0) != REQUEST || message.getShort(2) != stun.length - HEADER_BYTES) {
      return Optional.empty();
    }
    return requiredAttributes(message)
        .map(
            unknown ->
                unknown.isEmpty()
                    ? message(SUCCESS, stun, mappedAddress(stun, source))
                    : message(ERROR, stun, refusal(unknown)));
  }

  /** The types of those that have to be understood; empty where they are broken. */
  private static Optional<List<Short>> requiredAttributes(ByteBuffer message) {
    var types = new ArrayList<Short>();
    var rest = message.duplicate().position(HEADER_BYTES);
    while (rest.hasRemaining()) {
      if (rest.remaining() < 4) {
        return Optional.empty();
      }
      var type = rest.getShort();
      var padded = (Short.toUnsignedInt(rest.getShort()) + 3) & ~3;
      if (padded > rest.remaining()) {
        return Optional.empty();
      }
      rest.position(rest.position() + padded);
      if (Short.toUnsignedInt(type) <= LAST_REQUIRED) {
        types.add(type);
      }
    }
    return Optional.of(types);
  }

  private static byte[] message(int type, byte[] request, byte[] attributes) {
    return ByteBuffer.allocate(HEADER_BYTES + attributes.length)
        .putShort((short) type)
        .putShort((short) attributes.length)
        .put(request, 4, HEADER_BYTES - 4)
        .put(attributes)
        .array();
  }

  /** XOR with cookie and transaction keeps address translators from rewriting it. */
  private static byte[] mappedAddress(byte[] request, InetSocketAddress source) {
    var address = source.getAddress().getAddress();
    for (int i = 0; i < address.length; i++) {
      address[i] ^= request[4 + i];
    }
    var family = source.getAddress() instanceof Inet4Address ? 1 : 2;
    return ByteBuffer.allocate(8 + address.length)
        .putShort((short) XOR_MAPPED_ADDRESS)
        .putShort((short) (4 + address.length))
        .putShort((short) family)
        .putShort((short) (source.getPort() ^ (MAGIC_COOKIE >>> 16)))
        .put(address)
        .array();
  }

  private static byte[] refusal(List<Short> unknown) {
    var list = ByteBuffer.allocate((2 * unknown.size() + 3) & ~3);
    unknown.forEach(list::putShort);
    return ByteBuffer.allocate(12 + list.capacity())
        .putShort((short) ERROR_CODE)
        .putShort((short) 4)
        .putInt(UNKNOWN_ATTRIBUTE)
        .putShort((short) UNKNOWN_ATTRIBUTES)
        .putShort((short) (2 * unknown.size()))
        .put(list.array())
        .array();
  }
}
