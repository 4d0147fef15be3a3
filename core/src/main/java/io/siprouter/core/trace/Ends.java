package io.siprouter.core.trace;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Writes the ends of a way. */
final class Ends {

  private Ends() {}

  /** Address and port, IPv6 in brackets and without its zone. */
  static String text(InetSocketAddress end) {
    return host(end) + ":" + end.getPort();
  }

  private static String host(InetSocketAddress end) {
    var address = end.getAddress();
    var literal = address.getHostAddress();
    return address instanceof Inet6Address ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
  }
}
