package io.siprouter.core.trace;

import io.siprouter.core.sip.transport.SipTransport;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * When and where a message passed.
 *
 * @param seq counts all messages, refused ones too
 * @param local our end
 * @param remote the peer's end
 */
public record Passage(
    long seq,
    Instant at,
    TraceDirection direction,
    SipTransport transport,
    InetSocketAddress local,
    InetSocketAddress remote) {

  Passage from(InetSocketAddress ourEnd) {
    return new Passage(seq, at, direction, transport, ourEnd, remote);
  }

  /** Who sent it. */
  public InetSocketAddress source() {
    return direction == TraceDirection.SEND ? local : remote;
  }

  /** Whom it was sent to. */
  public InetSocketAddress target() {
    return direction == TraceDirection.SEND ? remote : local;
  }

  /** Address and port, IPv6 in brackets and without its zone. */
  public static String text(InetSocketAddress end) {
    var address = end.getAddress();
    var literal = address.getHostAddress();
    var host =
        address instanceof Inet6Address ? "[" + literal.replaceFirst("%.*", "") + "]" : literal;
    return host + ":" + end.getPort();
  }
}
