package io.siprouter.core.peer;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code openssl s_client}: one TLS connection, by another hand than Java's. */
public final class Openssl implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Process process;
  private final BufferedReader output;
  private final List<String> seen = new ArrayList<>();

  private Openssl(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Connects.
   *
   * @param options of {@code s_client}
   */
  public static Openssl connect(InetSocketAddress server, String... options) {
    Peer.OPENSSL.require();
    var target = "%s:%d".formatted(server.getAddress().getHostAddress(), server.getPort());
    var line = new ArrayList<>(List.of("openssl", "s_client", "-connect", target));
    line.addAll(List.of(options));
    try {
      return new Openssl(new ProcessBuilder(line).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends text, or a command of {@code s_client} such as {@code R}. */
  public void send(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads up to the line that begins like this. */
  public String await(String start) {
    try {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        seen.add(line);
        if (line.startsWith(start)) {
          return line;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new AssertionError("no " + start + " in\n" + String.join("\n", seen));
  }

  /** The certificate that the other end shows. */
  public X509Certificate shown() {
    await("-----BEGIN CERTIFICATE");
    int begin = seen.size() - 1;
    await("-----END CERTIFICATE");
    var pem = String.join("\n", seen.subList(begin, seen.size()));
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new AssertionError(pem, e);
    }
  }

  /** Everything that is said until the connection ends by itself. */
  public String rest() {
    try {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        seen.add(line);
      }
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still connected:\n" + String.join("\n", seen));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return String.join("\n", seen);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
