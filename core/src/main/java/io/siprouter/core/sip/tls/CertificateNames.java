package io.siprouter.core.sip.tls;

import io.netty.util.NetUtil;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Which SIP domains a certificate speaks for. RFC 5922 §7.1 and §7.2: a {@code sip:} URI without a
 * user or a DNS name, never a wildcard; the common name only where there is no alternative name.
 */
final class CertificateNames {
  private static final int DNS = 2;
  private static final int URI = 6;
  private static final int ADDRESS = 7;

  private CertificateNames() {}

  static boolean includes(X509Certificate certificate, String domain) {
    return of(certificate).stream().anyMatch(name -> areEqual(name, domain));
  }

  /** All of them, in lower case; addresses are as {@link #areEqual} takes them. */
  static List<String> of(X509Certificate certificate) {
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      return alternatives == null
          ? commonName(certificate).stream().toList()
          : identities(alternatives);
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  private static List<String> identities(Collection<List<?>> alternatives) {
    var names = new ArrayList<String>();
    for (var alternative : alternatives) {
      if (alternative.get(0) instanceof Integer kind
          && alternative.get(1) instanceof String value) {
        identity(kind, value).ifPresent(names::add);
      }
    }
    return names;
  }

  private static Optional<String> identity(int kind, String value) {
    return switch (kind) {
      case DNS, ADDRESS -> Optional.of(lower(value));
      case URI -> domainOf(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> domainOf(String uri) {
    try {
      var sip = SipUri.parse(uri);
      return sip.isSecure() || sip.user().isPresent()
          ? Optional.empty()
          : Optional.of(lower(sip.host()));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      var subject = new LdapName(certificate.getSubjectX500Principal().getName());
      return subject.getRdns().stream()
          .filter(part -> part.getType().equalsIgnoreCase("CN"))
          .flatMap(part -> part.getValue() instanceof String name ? Stream.of(name) : Stream.of())
          .map(CertificateNames::lower)
          .findFirst();
    } catch (InvalidNameException _) {
      return Optional.empty();
    }
  }

  private static boolean areEqual(String name, String domain) {
    var literal = NetUtil.createByteArrayFromIpAddressString(bare(domain));
    return literal == null
        ? name.equals(lower(domain))
        : address(literal).equals(addressOf(bare(name)));
  }

  private static Optional<InetAddress> addressOf(String text) {
    var literal = NetUtil.createByteArrayFromIpAddressString(text);
    return literal == null ? Optional.empty() : address(literal);
  }

  private static Optional<InetAddress> address(byte[] literal) {
    try {
      return Optional.of(InetAddress.getByAddress(literal));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
