package io.siprouter.sip.sdp;

import java.util.Arrays;
import java.util.List;

/** Recognises addresses that need no DNS; strict, because others hand them to the resolver. */
final class IpLiteral {

  private static final int IPV6_GROUPS = 8;

  private IpLiteral() {}

  /** Four decimal octets without leading zeros, which some would read as octal. */
  static boolean isIpv4(String text) {
    List<String> octets = parts(text, "\\.");
    return octets.size() == 4 && octets.stream().allMatch(IpLiteral::isOctet);
  }

  private static boolean isOctet(String part) {
    boolean plain = part.length() == 1 || !part.startsWith("0");
    return plain && part.length() <= 3 && SdpLine.isDigits(part) && Integer.parseInt(part) <= 255;
  }

  /** RFC 4291 §2.2, without a zone. */
  static boolean isIpv6(String text) {
    List<String> halves = parts(text, "::");
    return switch (halves.size()) {
      case 1 -> groups(text, true) == IPV6_GROUPS;
      case 2 -> {
        int before = halves.getFirst().isEmpty() ? 0 : groups(halves.getFirst(), false);
        int after = halves.getLast().isEmpty() ? 0 : groups(halves.getLast(), true);
        yield before >= 0 && after >= 0 && before + after < IPV6_GROUPS;
      }
      default -> false;
    };
  }

  /** How many groups of 16 bits the text has; -1 if it is something else. */
  private static int groups(String text, boolean mayEndInIpv4) {
    List<String> parts = parts(text, ":");
    boolean endsInIpv4 = mayEndInIpv4 && isIpv4(parts.getLast());
    var hex = endsInIpv4 ? parts.subList(0, parts.size() - 1) : parts;
    if (!hex.stream().allMatch(IpLiteral::isGroup)) {
      return -1;
    }
    return hex.size() + (endsInIpv4 ? 2 : 0);
  }

  private static boolean isGroup(String part) {
    return part.length() >= 1
        && part.length() <= 4
        && part.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
  }

  private static List<String> parts(String text, String separator) {
    return Arrays.asList(text.split(separator, -1));
  }
}
