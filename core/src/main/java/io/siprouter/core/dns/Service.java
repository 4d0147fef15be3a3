package io.siprouter.core.dns;

import io.siprouter.core.sip.transport.SipTransport;
import java.util.List;
import java.util.Optional;

/** SIP over one transport as DNS names it. RFC 3263 §4.1. */
enum Service {
  UDP(SipTransport.UDP, "SIP+D2U", "_sip._udp.", 5060),
  TCP(SipTransport.TCP, "SIP+D2T", "_sip._tcp.", 5060),
  TLS(SipTransport.TLS, "SIPS+D2T", "_sips._tcp.", 5061);

  /** What may be chosen for who did not ask for TLS, which needs to know whom to trust. */
  static final List<Service> PLAIN = List.of(UDP, TCP);

  private final SipTransport transport;
  private final String naptr;
  private final String prefix;
  private final int defaultPort;

  Service(SipTransport transport, String naptr, String prefix, int defaultPort) {
    this.transport = transport;
    this.naptr = naptr;
    this.prefix = prefix;
    this.defaultPort = defaultPort;
  }

  static Service over(SipTransport transport) {
    return switch (transport) {
      case UDP -> UDP;
      case TCP -> TCP;
      case TLS -> TLS;
    };
  }

  /** The plain service that a NAPTR record is for; empty for any other. */
  static Optional<Service> of(Naptr record) {
    return PLAIN.stream()
        .filter(service -> service.naptr.equalsIgnoreCase(record.service()))
        .findFirst();
  }

  /** The name of the SRV records of a domain that has no NAPTR. */
  String srvName(String domain) {
    return prefix + domain;
  }

  /** A host of this service without an SRV record. */
  Endpoint at(String host) {
    return at(host, defaultPort);
  }

  Endpoint at(String host, int port) {
    return new Endpoint(transport, host, port);
  }
}
