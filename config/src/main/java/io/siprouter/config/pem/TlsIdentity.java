package io.siprouter.config.pem;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;

/**
 * What one side of a TLS connection proves itself with.
 *
 * @param chain the own certificate, then those of the authorities above it
 * @param key belongs to the first certificate
 */
public record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
  private static final byte[] PROBE = {1};

  public TlsIdentity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a certificate with its chain, and its key.
   *
   * @param now when the certificate has to be valid
   */
  public static TlsIdentity read(Path certificate, Path key, Instant now) throws PemException {
    var chain = chain(certificate, now);
    var own = chain.getFirst();
    var keyFile = new PemFile(key);
    var privateKey = keyFile.key(own.getPublicKey().getAlgorithm());
    if (!belongTogether(own.getPublicKey(), privateKey)) {
      throw keyFile.unusable("holds a key that does not belong to " + certificate);
    }
    return new TlsIdentity(chain, privateKey);
  }

  /** Reads a certificate that is valid now, with its chain. */
  public static List<X509Certificate> chain(Path file, Instant now) throws PemException {
    var chain = PemFile.certificates(file);
    requireValid(chain.getFirst(), file, now);
    return chain;
  }

  private static void requireValid(X509Certificate own, Path file, Instant now)
      throws PemException {
    var from = own.getNotBefore().toInstant();
    var until = own.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      throw new PemException(file, "holds a certificate that expired on " + until);
    }
    if (now.isBefore(from)) {
      throw new PemException(file, "holds a certificate that is not valid before " + from);
    }
  }

  private static boolean belongTogether(PublicKey open, PrivateKey secret) {
    try {
      var signer = Signature.getInstance(signature(open));
      signer.initSign(secret);
      signer.update(PROBE);
      var made = signer.sign();
      signer.initVerify(open);
      signer.update(PROBE);
      return signer.verify(made);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static String signature(PublicKey key) {
    return switch (key) {
      case RSAPublicKey _ -> "SHA256withRSA";
      case ECPublicKey _ -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
