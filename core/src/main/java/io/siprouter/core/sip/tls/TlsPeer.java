package io.siprouter.core.sip.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;

/**
 * Whom a TLS connection of ours has to reach: equal ones may share a connection, and no others.
 *
 * @param domain the SIP domain that was asked for, not the host it led to
 */
public record TlsPeer(String domain, TlsClient client) {

  /** The TLS of a new connection to this peer. */
  public SslHandler handler(ByteBufAllocator buffers, int port) {
    return client.handler(buffers, domain, port);
  }

  @Override
  public String toString() {
    return domain;
  }
}
