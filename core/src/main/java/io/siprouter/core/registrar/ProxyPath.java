package io.siprouter.core.registrar;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;

/**
 * The proxies between us and a phone, ours first. Immutable. RFC 3327.
 *
 * @param hops as the proxies wrote them
 */
public record ProxyPath(List<String> hops) {

  public static final ProxyPath NONE = new ProxyPath(List.of());

  private static final int MAX_HOPS = 5;
  private static final int MAX_CHARACTERS = 1_024;

  public ProxyPath {
    hops = List.copyOf(hops);
  }

  static ProxyPath of(SipMessage message) {
    var hops = message.headers().values("Path");
    return hops.isEmpty() ? NONE : new ProxyPath(hops);
  }

  /** Whether it is short enough to be kept, and every hop can stand in a Route header. */
  boolean isUsable() {
    return hops.size() <= MAX_HOPS
        && hops.stream().mapToInt(String::length).sum() <= MAX_CHARACTERS
        && hops.stream().allMatch(ProxyPath::isLoose);
  }

  /** Whether the proxy next to the phone keeps the flow to it. RFC 5626 §5.1. */
  boolean startsWithOutboundProxy() {
    return !hops.isEmpty() && has(hops.getLast(), "ob");
  }

  /** What takes a request through the same proxies. RFC 3327 §5.3. */
  List<Header> routes() {
    return hops.stream().map(hop -> new Header("Route", hop)).toList();
  }

  private static boolean isLoose(String hop) {
    return has(hop, "lr");
  }

  private static boolean has(String hop, String param) {
    return uri(hop).filter(uri -> uri.params().contains(param)).isPresent();
  }

  private static Optional<SipUri> uri(String hop) {
    try {
      return NameAddr.parse(hop).sipUri();
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }
}
