package io.siprouter.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of IP addresses, as {@code 192.168.1.0/24} or a single address. Immutable.
 *
 * @param base one of its addresses; bits beyond the prefix do not count
 * @param prefixBits leading bits that its addresses share [0..32] or [0..128]
 */
public record Network(InetAddress base, int prefixBits) {

  /** Empty where the text is no such range. Asks no name server. */
  static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? AddressLiteral.parse(text).map(host -> new Network(host, bits(host)))
        : AddressLiteral.parse(text.substring(0, slash))
            .flatMap(base -> of(base, text.substring(slash + 1)));
  }

  private static Optional<Network> of(InetAddress base, String prefix) {
    return Optional.of(prefix)
        .filter(digits -> digits.matches("\\d{1,3}"))
        .map(Integer::valueOf)
        .filter(bits -> bits <= bits(base))
        .map(bits -> new Network(base, bits));
  }

  /** Whether the address is in the range; never for one of the other IP version. */
  public boolean contains(InetAddress address) {
    int bits = bits(base);
    return bits == bits(address)
        && number(base)
            .shiftRight(bits - prefixBits)
            .equals(number(address).shiftRight(bits - prefixBits));
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static BigInteger number(InetAddress address) {
    return new BigInteger(1, address.getAddress());
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefixBits;
  }
}
