package io.siprouter.core.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * Whoever sends from one place: an IPv4 address, or the /64 that one IPv6 customer has at least.
 *
 * @param network the address, or the upper half of it
 */
record Source(boolean isIpv6, long network) {

  static Source of(InetAddress address) {
    var bytes = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new Source(true, bytes.getLong())
        : new Source(false, bytes.getInt());
  }

  /** {@code 192.0.2.7} or {@code 2001:db8:0:1:0:0:0:0/64}. */
  @Override
  public String toString() {
    return isIpv6
        ? text(ByteBuffer.allocate(16).putLong(network).array()) + "/64"
        : text(ByteBuffer.allocate(4).putInt((int) network).array());
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 bytes are addresses", e);
    }
  }
}
