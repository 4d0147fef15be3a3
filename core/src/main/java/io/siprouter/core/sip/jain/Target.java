package io.siprouter.core.sip.jain;

import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/** Where a request goes: decided before the transaction is made. */
record Target(SipTransport transport, InetSocketAddress address) implements Hop {

  @Override
  public String getHost() {
    return address.getAddress().getHostAddress();
  }

  @Override
  public int getPort() {
    return address.getPort();
  }

  @Override
  public String getTransport() {
    return transport.name();
  }
}
