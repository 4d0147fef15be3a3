package io.siprouter.sip.uri;

import io.siprouter.sip.Params.Param;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** When two SIP URIs mean the same. RFC 3261 §19.1.4. */
final class UriComparison {
  /** Parameters that count even if only one of the URIs has them. */
  private static final List<String> DECISIVE =
      List.of("user", "ttl", "method", "maddr", "transport");

  private UriComparison() {}

  static boolean sameAddress(SipUri a, SipUri b) {
    return a.isSecure() == b.isSecure()
        && a.hostPort().hostKey().equals(b.hostPort().hostKey())
        && a.port().equals(b.port())
        && Escapes.normalised(a.rawUserInfo()).equals(Escapes.normalised(b.rawUserInfo()));
  }

  static boolean areEquivalent(SipUri a, SipUri b) {
    return sameAddress(a, b)
        && sharedParamsMatch(params(a), params(b))
        && headers(a).equals(headers(b));
  }

  private static boolean sharedParamsMatch(Map<String, String> a, Map<String, String> b) {
    for (String name : DECISIVE) {
      if (a.containsKey(name) != b.containsKey(name)) {
        return false;
      }
    }
    return a.entrySet().stream()
        .allMatch(e -> b.getOrDefault(e.getKey(), e.getValue()).equals(e.getValue()));
  }

  /** Parameters by lower-case name, in a form that compares. */
  static Map<String, String> params(SipUri uri) {
    Map<String, String> byName = new TreeMap<>();
    for (Param param : uri.params().entries()) {
      byName.putIfAbsent(lower(param.name()), lower(Escapes.normalised(param.value())));
    }
    return byName;
  }

  static Set<String> headers(SipUri uri) {
    Set<String> headers = new HashSet<>();
    Arrays.stream(uri.headers().split("&", -1)).map(Escapes::normalised).forEach(headers::add);
    return headers;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
