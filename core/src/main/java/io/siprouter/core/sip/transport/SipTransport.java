package io.siprouter.core.sip.transport;

import java.util.Locale;

/** What carries SIP messages between two hosts. */
public enum SipTransport {
  UDP,
  TCP;

  /** The spelling in a URI's {@code transport} parameter. */
  public String uriParameter() {
    return name().toLowerCase(Locale.ROOT);
  }
}
