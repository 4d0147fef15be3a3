package io.siprouter.core.sip.transport;

import java.util.Arrays;
import java.util.Locale;

/** What carries SIP messages between two hosts. */
public enum SipTransport {
  UDP,
  TCP,
  TLS;

  /** The transport of this name, in any case. */
  public static SipTransport of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  public static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(each -> each.name().equalsIgnoreCase(name));
  }

  /** The spelling in a URI's {@code transport} parameter. */
  public String uriParameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it keeps connections, which lose nothing and may break. */
  public boolean hasConnections() {
    return this != UDP;
  }

  /** The port where an address names none. RFC 3261 §19.1.2. */
  public int defaultPort() {
    return this == TLS ? 5061 : 5060;
  }
}
