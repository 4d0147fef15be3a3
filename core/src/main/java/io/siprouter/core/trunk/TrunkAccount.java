package io.siprouter.core.trunk;

import io.siprouter.config.AppConfig;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import java.util.UUID;

/**
 * What does not change about a trunk. Immutable.
 *
 * @param lineToken random text in our contact that tells the provider's calls from everyone else's
 */
record TrunkAccount(
    AppConfig.Provider provider,
    HostPort domain,
    SipTransport transport,
    SipCredentials credentials,
    String lineToken) {

  private static final String LINE_PARAM = "line";

  static TrunkAccount of(AppConfig.Provider provider) {
    return new TrunkAccount(
        provider,
        new HostPort(provider.domain().host(), provider.domain().port()),
        switch (provider.transport()) {
          case UDP -> SipTransport.UDP;
          case TCP -> SipTransport.TCP;
        },
        new SipCredentials(provider.authUsername(), provider.password().reveal()),
        UUID.randomUUID().toString());
  }

  /** Whom our requests are addressed to. */
  ServerName server() {
    return new ServerName(domain, transport);
  }

  SipUri aor() {
    return SipUri.of(provider.username(), domain.host());
  }

  SipUri contactAt(ContactPoint point) {
    var contact =
        SipUri.of(provider.username(), point.advertised().host())
            .withHostPort(point.advertised())
            .withParam(LINE_PARAM, lineToken);
    return transport == SipTransport.UDP
        ? contact
        : contact.withParam("transport", transport.uriParameter());
  }

  TrunkLine line(ContactPoint point, Destination destination) {
    return new TrunkLine(contactAt(point), domain, destination, credentials);
  }

  /** Whether a request URI is a contact that only our provider knows. */
  boolean isContact(SipUri requestUri) {
    return requestUri.param(LINE_PARAM).filter(lineToken::equals).isPresent();
  }

  /** Whether a request URI names this account: its user or one of its numbers. */
  boolean isNamedBy(SipUri requestUri) {
    return requestUri
        .user()
        .filter(user -> user.equals(provider.username()) || provider.numbers().contains(user))
        .isPresent();
  }
}
