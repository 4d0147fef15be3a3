package io.siprouter.sip.sdp;

import java.util.List;

/**
 * Where a party wants media: the c= line of IN addresses.
 *
 * @param addressType IP4 or IP6
 * @param address a literal or a host name, as it came, without a multicast suffix
 */
public record Connection(String addressType, String address) {

  static final String IP4 = "IP4";
  static final String IP6 = "IP6";

  /** The connection of an IP literal. */
  public static Connection of(String address) {
    return new Connection(typeOf(address), address);
  }

  static Connection of(SdpLine line) throws SdpException {
    return of(line, line.words());
  }

  /** Reads {@code IN IP4 192.0.2.1}; o= and c= lines share this form. */
  static Connection of(SdpLine line, List<String> words) throws SdpException {
    if (words.size() != 3 || !words.getFirst().equals("IN")) {
      throw line.fault("network is not IN with a type and an address");
    }
    String type = words.get(1);
    if (!type.equals(IP4) && !type.equals(IP6)) {
      throw line.fault("address type is neither IP4 nor IP6");
    }
    String address = words.get(2);
    int suffix = address.indexOf('/');
    return new Connection(type, suffix < 0 ? address : address.substring(0, suffix));
  }

  static String typeOf(String address) {
    return address.indexOf(':') >= 0 ? IP6 : IP4;
  }

  /** Whether nothing can be sent there: the hold of RFC 2543, kept by RFC 3264 §8.4. */
  public boolean isUnspecified() {
    return address.equals("0.0.0.0") || address.equals("::");
  }

  /** Whether the address can be used without asking the DNS. */
  public boolean isLiteral() {
    return addressType.equals(IP4) ? IpLiteral.isIpv4(address) : IpLiteral.isIpv6(address);
  }

  @Override
  public String toString() {
    return "IN " + addressType + " " + address;
  }
}
