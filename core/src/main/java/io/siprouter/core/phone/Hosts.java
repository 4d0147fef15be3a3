package io.siprouter.core.phone;

import io.siprouter.sip.uri.SipUri;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses as SIP writes them. */
final class Hosts {

  private static final int SIP_PORT = 5060;

  private Hosts() {}

  /** As the host of a URI: IPv6 in brackets. */
  static String literal(InetAddress address) {
    var text = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + text + "]" : text;
  }

  static SipUri uri(String user, InetSocketAddress at) {
    return SipUri.of(user, literal(at.getAddress()), at.getPort());
  }

  /** Where a URI points; the fallback if it names a host, which this phone does not look up. */
  static InetSocketAddress address(SipUri uri, InetSocketAddress fallback) {
    var host = uri.host();
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(bare), uri.port().orElse(SIP_PORT));
    } catch (IllegalArgumentException _) {
      return fallback;
    }
  }
}
