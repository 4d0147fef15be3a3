package io.siprouter.core.sip.transport;

import java.util.Arrays;
import java.util.Locale;

/** What carries SIP messages between two hosts. */
public enum SipTransport {
  UDP,
  TCP;

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
}
