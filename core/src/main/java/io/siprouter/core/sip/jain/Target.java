package io.siprouter.core.sip.jain;

import io.siprouter.core.sip.transport.SipHop;
import javax.sip.address.Hop;

/** Where a request goes: decided before the transaction is made. */
record Target(SipHop hop) implements Hop {

  @Override
  public String getHost() {
    return hop.address().getAddress().getHostAddress();
  }

  @Override
  public int getPort() {
    return hop.address().getPort();
  }

  @Override
  public String getTransport() {
    return hop.transport().name();
  }
}
