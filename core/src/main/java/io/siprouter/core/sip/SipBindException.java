package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipTransport;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A local address could not be taken: most often another process has the port. */
public final class SipBindException extends IOException {

  private final SipTransport transport;
  private final InetSocketAddress address;

  public SipBindException(SipTransport transport, InetSocketAddress address, Throwable cause) {
    super("%s port %d: %s".formatted(transport, address.getPort(), cause.getMessage()), cause);
    this.transport = transport;
    this.address = address;
  }

  public SipTransport transport() {
    return transport;
  }

  public InetSocketAddress address() {
    return address;
  }
}
