package io.siprouter.core.peer;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.siprouter.core.sip.tls.IdentityFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** A certificate authority, and what it signs as PEM files. */
public final class TestAuthority {
  private final Path folder;
  private final X509Bundle root;

  /**
   * @param folder for the files, made if needed
   */
  public TestAuthority(Path folder) {
    this.folder = folder.toAbsolutePath();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.root =
        build(() -> fresh("authority " + folder).setIsCertificateAuthority(true).buildSelfSigned());
    write("root.pem", root.getCertificatePEM());
  }

  private interface Build {
    X509Bundle run() throws Exception;
  }

  private static X509Bundle build(Build build) {
    try {
      return build.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateBuilder fresh(String name) {
    return new CertificateBuilder().subject("CN=" + name).ecp256();
  }

  /** Its own certificate. */
  public Path root() {
    return folder.resolve("root.pem");
  }

  public X509Bundle rootBundle() {
    return root;
  }

  /** A certificate for a DNS name. */
  public X509Bundle forHost(String host) {
    return sign(host, builder -> builder.addSanDnsName(host));
  }

  /** A certificate for a DNS name that was valid until yesterday. */
  public X509Bundle expired(String host) {
    var now = Instant.now();
    return sign(
        host,
        builder ->
            builder
                .addSanDnsName(host)
                .notBefore(now.minus(Duration.ofDays(9)))
                .notAfter(now.minus(Duration.ofDays(1))));
  }

  /** A certificate with this common name and whatever is added. */
  public X509Bundle sign(String name, Function<CertificateBuilder, CertificateBuilder> more) {
    return build(() -> more.apply(fresh(name)).buildIssuedBy(root));
  }

  /** Writes a certificate with its chain and key under this name, over what was there before. */
  public IdentityFiles write(String name, X509Bundle bundle) {
    return new IdentityFiles(
        write(name + ".pem", bundle.getCertificatePathPEM()),
        write(name + ".key", bundle.getPrivateKeyPEM()));
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
