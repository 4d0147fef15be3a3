package io.siprouter.core.sip.transport;

import io.siprouter.core.sip.tls.TlsServer;

/**
 * Where TLS connections are taken, and with which certificate.
 *
 * @param port [0..65535], 0 for any free one
 */
public record TlsListening(int port, TlsServer server) {}
