package io.siprouter.core.sip.transport;

import io.siprouter.core.sip.tls.TlsPeer;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The path a message came over: both socket addresses as the socket knows them.
 *
 * @param local our end; the wildcard address where a UDP socket is bound to it
 * @param remote the peer's end, which behind a NAT differs from what the message says
 * @param tls whom we reached where we made this TLS connection
 */
public record SipFlow(
    SipTransport transport,
    InetSocketAddress local,
    InetSocketAddress remote,
    @Nullable TlsPeer tls) {

  public SipFlow(SipTransport transport, InetSocketAddress local, InetSocketAddress remote) {
    this(transport, local, remote, null);
  }

  /** The peer's address as a URI writes it: IPv6 in brackets, without its zone. */
  public String remoteHost() {
    var literal = remote.getAddress().getHostAddress();
    if (literal.indexOf(':') < 0) {
      return literal;
    }
    var zone = literal.indexOf('%');
    return "[" + (zone < 0 ? literal : literal.substring(0, zone)) + "]";
  }

  /** Who is at the other end. */
  public SipHop hop() {
    return new SipHop(transport, remote, tls);
  }
}
