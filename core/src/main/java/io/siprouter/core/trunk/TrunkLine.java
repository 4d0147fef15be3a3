package io.siprouter.core.trunk;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;

/**
 * What a call through a trunk needs. Immutable.
 *
 * @param contact how the provider reaches us, as far as is known
 * @param domain the provider's, for request URI, From and To
 * @param destination where the trunk's requests go
 */
public record TrunkLine(
    SipUri contact, HostPort domain, Destination destination, SipCredentials credentials) {

  /** The host that media are to advertise: a public address where a NAT is between. */
  public String advertisedHost() {
    return contact.host();
  }
}
