package io.siprouter.config.pem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A file of certificates or of a private key. Any thread; waits for the disk. RFC 7468. */
public final class PemFile {
  private static final int MAX_BYTES = 1 << 20; // 1 MiB: a bundle of all public CAs takes a quarter
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<data>[^-]*)-----END \\k<label>-----");

  /**
   * @param data in base 64
   */
  private record Block(String label, String data) {}

  private final Path path;

  PemFile(Path path) {
    this.path = path;
  }

  /** All certificates of a file, at least one, in its order. */
  public static List<X509Certificate> certificates(Path path) throws PemException {
    return new PemFile(path).certificates();
  }

  private List<X509Certificate> certificates() throws PemException {
    var certificates = new ArrayList<X509Certificate>();
    for (var block : blocks()) {
      if (block.label().equals(CERTIFICATE)) {
        certificates.add(certificate(decoded(block.data())));
      }
    }
    if (certificates.isEmpty()) {
      throw unusable("holds no certificate");
    }
    return List.copyOf(certificates);
  }

  private X509Certificate certificate(byte[] data) throws PemException {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(data));
    } catch (CertificateException _) {
      throw unusable("holds something that is no certificate");
    }
  }

  /** The one private key of the file. */
  PrivateKey key(String algorithm) throws PemException {
    var blocks = blocks();
    for (var block : blocks) {
      if (block.label().equals(KEY)) {
        return key(algorithm, decoded(block.data()));
      }
    }
    boolean other = blocks.stream().anyMatch(block -> block.label().endsWith(KEY));
    throw unusable(
        other
            ? "holds a key that is encrypted or not in PKCS#8, see openssl pkcs8 -topk8 -nocrypt"
            : "holds no private key");
  }

  private PrivateKey key(String algorithm, byte[] data) throws PemException {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(data));
    } catch (GeneralSecurityException _) {
      throw unusable("holds no " + algorithm + " key, which the certificate is for");
    }
  }

  private List<Block> blocks() throws PemException {
    var blocks = new ArrayList<Block>();
    var matcher = BLOCK.matcher(text());
    while (matcher.find()) {
      blocks.add(new Block(matcher.group("label"), matcher.group("data")));
    }
    return blocks;
  }

  private byte[] decoded(String data) throws PemException {
    try {
      return Base64.getMimeDecoder().decode(data);
    } catch (IllegalArgumentException _) {
      throw unusable("is not PEM");
    }
  }

  private String text() throws PemException {
    try (var in = Files.newInputStream(path)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      throw unusable("cannot be read");
    }
  }

  PemException unusable(String reason) {
    return new PemException(path, reason);
  }
}
