package io.siprouter.core.trunk;

import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.HostPort;
import java.util.Optional;

/**
 * Where a provider reaches us. Immutable. RFC 3261 §18.2.1, RFC 3581.
 *
 * @param own what we listen on, as seen from our side of any NAT
 * @param advertised what we tell the provider
 */
record ContactPoint(SipTransport transport, HostPort own, HostPort advertised) {

  static ContactPoint of(SipTransport transport, HostPort own) {
    return new ContactPoint(transport, own, own);
  }

  /** This point as the provider sees it, by the Via that came back from it. */
  ContactPoint seenThrough(Via via) {
    return source(via).map(this::at).orElse(this);
  }

  /**
   * Over TCP the source port of a connection is not one we listen on. Without a NAT the provider
   * can connect to the one we do; behind a NAT the connection itself is the only way to us, as it
   * is over TLS, where our certificate would have to name the address.
   */
  private ContactPoint at(HostPort source) {
    var direct = transport == SipTransport.TCP && source.hostKey().equals(own.hostKey());
    return new ContactPoint(transport, own, direct ? own : source);
  }

  private Optional<HostPort> source(Via via) {
    if (via.received().isEmpty() && via.rport().isEmpty()) {
      return Optional.empty();
    }
    var host = via.received().orElse(via.host());
    var port = via.rport().orElse(advertised.port().orElseThrow());
    try {
      return Optional.of(HostPort.parse((isBareIpv6(host) ? '[' + host + ']' : host) + ':' + port));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  private static boolean isBareIpv6(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[");
  }
}
