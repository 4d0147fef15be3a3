package io.siprouter.config;

import java.net.InetAddress;
import java.util.Optional;

/** Address and port [1..65535] of a name server. */
public record NameServer(InetAddress address, int port) {
  private static final int DEFAULT_PORT = 53;

  /** Reads {@code 192.0.2.53}, {@code 192.0.2.53:5353} or {@code [2001:db8::53]:5353}. */
  static Optional<NameServer> parse(String text) {
    return HostPort.parse(text).flatMap(NameServer::of);
  }

  private static Optional<NameServer> of(HostPort place) {
    var host = place.host().replaceAll("[\\[\\]]", "");
    return AddressLiteral.parse(host)
        .map(address -> new NameServer(address, place.port().orElse(DEFAULT_PORT)));
  }
}
