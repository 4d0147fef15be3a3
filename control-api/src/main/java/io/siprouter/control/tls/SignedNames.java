package io.siprouter.control.tls;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a certificate is for. */
final class SignedNames {

  private SignedNames() {}

  /** Names and addresses of its subjectAltName. */
  static SortedSet<String> of(X509Certificate certificate) {
    var names = new TreeSet<String>();
    try {
      Optional.ofNullable(certificate.getSubjectAlternativeNames())
          .ifPresent(all -> all.forEach(entry -> names.add(String.valueOf(entry.get(1)))));
    } catch (CertificateParsingException _) {
      return names;
    }
    return names;
  }
}
