package io.siprouter.control.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.TlsIdentity;
import io.siprouter.core.state.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A certificate with its chain and its key, in one PEM file, so that both are replaced at once. One
 * thread at a time; waits for the disk.
 */
final class IdentityFile {

  private static final Base64.Encoder ENCODER = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final AtomicFile file;

  IdentityFile(Path path) {
    this.file = new AtomicFile(path);
  }

  /** What is in it; empty if there is no file, or it is no longer valid. */
  Optional<TlsIdentity> read(Instant now) {
    try {
      return Files.exists(file.path())
          ? Optional.of(TlsIdentity.read(file.path(), file.path(), now))
          : Optional.empty();
    } catch (PemException _) {
      return Optional.empty();
    }
  }

  void write(TlsIdentity identity) throws IOException {
    var text = new StringBuilder(certificates(identity));
    append(text, "PRIVATE KEY", identity.key().getEncoded());
    file.write(text.toString().getBytes(US_ASCII));
  }

  /** The chain as PEM. */
  static String certificates(TlsIdentity identity) {
    var text = new StringBuilder();
    try {
      for (var certificate : identity.chain()) {
        append(text, "CERTIFICATE", certificate.getEncoded());
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, String label, byte[] data) {
    text.append("-----BEGIN ").append(label).append("-----\n");
    text.append(ENCODER.encodeToString(data)).append('\n');
    text.append("-----END ").append(label).append("-----\n");
  }
}
