package io.siprouter.core.sip.stack;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS of the peers in tests: what they show, and that they trust one authority. */
final class TlsSockets {
  private static final int PATIENCE_MS = 5_000;

  private final SSLContext context;

  private TlsSockets(SSLContext context) {
    this.context = context;
  }

  /**
   * @param own null for a peer that shows nothing
   */
  static TlsSockets of(@Nullable X509Bundle own, X509Bundle authority) {
    try {
      var context = SSLContext.getInstance("TLS");
      var keys = own == null ? new KeyManager[0] : own.toKeyManagerFactory().getKeyManagers();
      context.init(keys, new TrustManager[] {authority.toTrustManager()}, null);
      return new TlsSockets(context);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Connects and shakes hands. */
  SSLSocket connect(InetSocketAddress server, String... versions) throws IOException {
    var socket =
        (SSLSocket) context.getSocketFactory().createSocket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    if (versions.length > 0) {
      socket.setEnabledProtocols(versions);
    }
    socket.startHandshake();
    return socket;
  }

  SSLServerSocket listen() throws IOException {
    var socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  /** Takes a connection and shakes hands. */
  static SSLSocket accept(SSLServerSocket server) throws IOException {
    var socket = (SSLSocket) server.accept();
    socket.setSoTimeout(PATIENCE_MS);
    socket.startHandshake();
    return socket;
  }
}
