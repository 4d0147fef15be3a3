package io.siprouter.control.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS connection to a server whose certificate is looked at and not judged. One thread. */
public final class TlsTalk implements AutoCloseable {

  private static final int PATIENCE_MS = 10_000;

  private final SSLSocket socket;

  public TlsTalk(InetSocketAddress server) throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anybody()}, null);
    socket = (SSLSocket) context.getSocketFactory().createSocket();
    socket.connect(server, PATIENCE_MS);
    socket.setSoTimeout(PATIENCE_MS);
    socket.startHandshake();
  }

  /** The subject of the certificate that a server shows to whoever connects now. */
  public static String subjectAt(InetSocketAddress server) throws Exception {
    try (var talk = new TlsTalk(server)) {
      return talk.subject();
    }
  }

  /** Whom the server says it is. */
  public String subject() throws IOException {
    var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    return shown.getSubjectX500Principal().getName();
  }

  /** Sends a request; the first line of the answer. */
  public String ask(String request) throws IOException {
    socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(UTF_8));
    var answer = new byte[16_384];
    int length = socket.getInputStream().read(answer);
    return length < 0 ? "" : new String(answer, 0, length, UTF_8).lines().findFirst().orElse("");
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Anybody implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
