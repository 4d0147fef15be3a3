package io.siprouter.core.sip.tls;

import java.security.cert.CertificateException;
import java.util.List;

/** A certificate that is good, but another's. */
final class NameMismatchException extends CertificateException {
  private static final long serialVersionUID = 1;

  NameMismatchException(List<String> names, String expected) {
    super("certificate is for %s, not for %s".formatted(String.join(", ", names), expected));
  }
}
