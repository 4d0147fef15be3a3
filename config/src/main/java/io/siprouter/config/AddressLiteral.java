package io.siprouter.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as people write them, without asking a name server. */
final class AddressLiteral {
  private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");

  private AddressLiteral() {}

  /** The address, an IPv4 one only with all its four parts: 192.168.1 reads as 192.168.0.1. */
  static Optional<InetAddress> parse(String text) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    var abbreviated = address instanceof Inet4Address && !address.getHostAddress().equals(text);
    return abbreviated ? Optional.empty() : Optional.of(address);
  }

  /** Whether a host, if it looks like an address, is one. */
  static boolean isPlausible(String host) {
    if (host.startsWith("[")) {
      return parse(host.substring(1, host.length() - 1)).isPresent();
    }
    return !DIGITS_AND_DOTS.matcher(host).matches() || parse(host).isPresent();
  }
}
