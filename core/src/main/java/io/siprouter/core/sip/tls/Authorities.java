package io.siprouter.core.sip.tls;

import io.siprouter.config.pem.PemException;
import io.siprouter.config.pem.PemFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The certificate authorities that somebody trusts. */
final class Authorities {

  private Authorities() {}

  /** Those of a file, else those that came with the Java runtime. */
  static X509ExtendedTrustManager of(Optional<Path> file) throws PemException {
    return file.isPresent() ? trusting(keyStore(file.get())) : trusting(null);
  }

  private static X509ExtendedTrustManager trusting(@Nullable KeyStore authorities) {
    try {
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(authorities);
      return Stream.of(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no PKIX in this Java runtime", e);
    }
  }

  private static KeyStore keyStore(Path file) throws PemException {
    var certificates = PemFile.certificates(file);
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < certificates.size(); i++) {
        store.setCertificateEntry("authority-" + i, certificates.get(i));
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no key store in this Java runtime", e);
    }
  }
}
