package io.siprouter.core.sip.transport;

import io.siprouter.core.sip.tls.TlsPeer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who a message is sent to. Equal hops share a connection, and no others.
 *
 * @param address resolved
 * @param tls whom a TLS connection of ours has to reach; without it only the peer's own connection
 *     leads there
 */
public record SipHop(SipTransport transport, InetSocketAddress address, @Nullable TlsPeer tls) {

  public SipHop(SipTransport transport, InetSocketAddress address) {
    this(transport, address, null);
  }

  /** The same peer at another address. */
  public SipHop at(InetSocketAddress other) {
    return new SipHop(transport, other, tls);
  }
}
