package io.siprouter.core.dns;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server whose host is still a name. */
record Endpoint(SipTransport transport, String host, int port) {

  Destination at(InetAddress address) {
    return new Destination(transport, new InetSocketAddress(address, port));
  }
}
