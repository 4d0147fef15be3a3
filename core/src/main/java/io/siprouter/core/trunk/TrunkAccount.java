package io.siprouter.core.trunk;

import io.siprouter.config.Provider;
import io.siprouter.core.dns.ServerName;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What does not change about a trunk. Immutable.
 *
 * @param transport the only one to use; null: whatever the domain prefers
 * @param credentials null: the provider knows us by our address alone
 * @param lineToken random text in our contact that tells the provider's calls from everyone else's
 */
record TrunkAccount(
    Provider provider,
    HostPort domain,
    @Nullable SipTransport transport,
    @Nullable SipCredentials credentials,
    String lineToken) {

  private static final String LINE_PARAM = "line";

  static TrunkAccount of(Provider provider) {
    return new TrunkAccount(
        provider,
        hostPort(provider.domain()),
        switch (provider.transport()) {
          case AUTO -> null;
          case UDP -> SipTransport.UDP;
          case TCP -> SipTransport.TCP;
          case TLS -> SipTransport.TLS;
        },
        provider
            .password()
            .map(password -> new SipCredentials(provider.authUsername(), password.reveal()))
            .orElse(null),
        UUID.randomUUID().toString());
  }

  /** Whose servers our requests go to. */
  ServerName server() {
    var proxy = provider.outboundProxy();
    return new ServerName(proxy.map(TrunkAccount::hostPort).orElse(domain), transport);
  }

  /** The request URI of a REGISTER, which has no user. */
  SipUri registrar() {
    return SipUri.of(domain);
  }

  /** The loose Route that leads through the outbound proxy. RFC 3261 §8.1.2. */
  List<Header> routes() {
    return provider.outboundProxy().stream()
        .map(proxy -> onTransport(SipUri.of(hostPort(proxy)), transport).withFlag("lr"))
        .map(proxy -> new Header("Route", NameAddr.of(proxy).toString()))
        .toList();
  }

  /** Whether the provider is asked by OPTIONS whether it is there. */
  boolean isAsked() {
    return provider.keepAliveSec() > 0 && provider.keepAlive() == Provider.KeepAlive.OPTIONS;
  }

  SipUri aor() {
    return SipUri.of(provider.username(), domain.host());
  }

  SipUri contactAt(ContactPoint point) {
    var contact =
        SipUri.of(provider.username(), point.advertised().host())
            .withHostPort(point.advertised())
            .withParam(LINE_PARAM, lineToken);
    return onTransport(contact, point.transport());
  }

  private static SipUri onTransport(SipUri uri, @Nullable SipTransport transport) {
    return transport == null || transport == SipTransport.UDP
        ? uri
        : uri.withParam("transport", transport.uriParameter());
  }

  TrunkLine line(List<TrunkLine.Way> ways, TrunkLine.Failures failures) {
    return new TrunkLine(ways, domain, routes(), credentials, failures);
  }

  private static HostPort hostPort(io.siprouter.config.HostPort configured) {
    return new HostPort(configured.host(), configured.port());
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
