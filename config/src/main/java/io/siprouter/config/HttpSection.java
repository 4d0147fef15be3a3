package io.siprouter.config;

import java.util.List;
import java.util.Optional;

/**
 * Where the control interface is reached over HTTP.
 *
 * @param port of plain HTTP for this machine; 0: none
 * @param httpsPort 0: none
 * @param tls empty: a certificate is made
 * @param names further ones that this server is called by
 * @param maxConnections a quarter of them for one source
 */
public record HttpSection(
    int port, int httpsPort, Optional<HttpTls> tls, List<String> names, int maxConnections) {
  public HttpSection {
    names = List.copyOf(names);
  }
}
