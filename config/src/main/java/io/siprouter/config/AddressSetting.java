package io.siprouter.config;

import java.net.InetAddress;
import java.util.Optional;

/** An address of this server: given, or found out by the server itself. */
public sealed interface AddressSetting {
  /** Spelt {@code "auto"}. */
  record Auto() implements AddressSetting {}

  /** An address of one host: neither the wildcard nor a group. */
  record Fixed(InetAddress address) implements AddressSetting {}

  /** Reads {@code auto} or an IP address; empty if it is neither. Asks no name server. */
  static Optional<AddressSetting> parse(String text) {
    return text.equals("auto")
        ? Optional.of(new Auto())
        : AddressLiteral.parse(text).filter(AddressSetting::isOneHost).map(Fixed::new);
  }

  private static boolean isOneHost(InetAddress address) {
    return !address.isAnyLocalAddress() && !address.isMulticastAddress();
  }
}
