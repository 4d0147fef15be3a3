package io.siprouter.control.tls;

import io.siprouter.config.pem.TlsIdentity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of this server alone, for names of its own. Any thread. RFC 5280. */
final class OwnAuthority {

  private static final Duration LIFE = Duration.ofDays(3_650);

  /** Browsers take no certificate that lasts longer than 398 days. */
  private static final Duration SERVER_LIFE = Duration.ofDays(396);

  /** Clocks differ. */
  private static final Duration EARLIER = Duration.ofHours(1);

  private static final String SIGNATURE = "SHA256withECDSA";
  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final TlsIdentity identity;

  /**
   * @param identity its certificate and key
   */
  OwnAuthority(TlsIdentity identity) {
    this.identity = identity;
  }

  /** Makes one, which may sign for local names and those that are served now. */
  static OwnAuthority make(ServedNames served, Instant now) {
    try {
      var keys = keys();
      var id = new byte[3];
      RANDOM.nextBytes(id);
      var name = new X500Name("CN=siprouter " + HexFormat.of().formatHex(id) + " CA");
      var builder = builder(name, name, keys.getPublic(), now, now.plus(LIFE));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.nameConstraints, true, AuthorityScope.of(served).constraints());
      return new OwnAuthority(new TlsIdentity(List.of(sign(builder, keys)), keys.getPrivate()));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("no authority could be made", e);
    }
  }

  TlsIdentity identity() {
    return identity;
  }

  X509Certificate certificate() {
    return identity.chain().getFirst();
  }

  /** Signs for those of the names that this authority may sign for. */
  TlsIdentity issue(ServedNames served, Instant now) {
    try {
      var keys = keys();
      var issuer = certificate();
      var end = now.plus(SERVER_LIFE);
      var last = issuer.getNotAfter().toInstant();
      var builder =
          builder(
              X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
              new X500Name("CN=siprouter"),
              keys.getPublic(),
              now,
              end.isAfter(last) ? last : end);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer));
      builder.addExtension(Extension.subjectAlternativeName, false, alternatives(served));
      var own = sign(builder, new KeyPair(keys.getPublic(), identity.key()));
      return new TlsIdentity(List.of(own, issuer), keys.getPrivate());
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made", e);
    }
  }

  private GeneralNames alternatives(ServedNames served) {
    var permitted = permitted(served);
    return new GeneralNames(
        Stream.concat(
                permitted.names().stream().map(AuthorityScope::name),
                permitted.addresses().stream().map(AuthorityScope::address))
            .toArray(GeneralName[]::new));
  }

  /** Those that it may sign for. */
  ServedNames permitted(ServedNames served) {
    var constraints = constraints();
    return served.filter(
        name -> AuthorityScope.permits(constraints, AuthorityScope.name(name)),
        address -> AuthorityScope.permits(constraints, AuthorityScope.address(address)));
  }

  private NameConstraints constraints() {
    var value = certificate().getExtensionValue(Extension.nameConstraints.getId());
    return NameConstraints.getInstance(ASN1OctetString.getInstance(value).getOctets());
  }

  private static KeyPair keys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant now, Instant end)
      throws GeneralSecurityException, IOException {
    return new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, RANDOM),
            Date.from(now.minus(EARLIER)),
            Date.from(end),
            subject,
            key)
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException, OperatorCreationException {
    var content = new JcaContentSignerBuilder(SIGNATURE).build(signer.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(content));
  }
}
