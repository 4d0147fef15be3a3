package io.siprouter.core.dns;

import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import org.jspecify.annotations.Nullable;

/**
 * What a request is addressed to, before anybody knows where that is. Immutable. RFC 3263 §4.
 *
 * @param hostPort a port given means this very host: no SRV
 * @param transport the only one to be used; null: whatever the domain prefers
 */
public record ServerName(HostPort hostPort, @Nullable SipTransport transport) {

  /** The next hop that a URI names; a transport we do not know counts as none. */
  public static ServerName of(SipUri uri) {
    var host = uri.param("maddr").orElse(uri.host());
    var transport = uri.param("transport").filter(SipTransport::isKnown).map(SipTransport::of);
    return new ServerName(new HostPort(host, uri.port()), transport.orElse(null));
  }

  @Override
  public String toString() {
    return hostPort.toString();
  }
}
