package io.siprouter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsConfigTest {
  private static final String CERT = "; allowed: a PEM file with a certificate that is valid now";
  private static final String KEY = "; allowed: a PEM file with the PKCS#8 key of the certificate";

  @TempDir static Path folder;

  @BeforeAll
  static void makeFiles() throws Exception {
    write(
        "good",
        new CertificateBuilder()
            .subject("CN=good")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned());
    write(
        "rsa",
        new CertificateBuilder()
            .subject("CN=rsa")
            .rsa2048()
            .setIsCertificateAuthority(true)
            .buildSelfSigned());
    write(
        "other",
        new CertificateBuilder()
            .subject("CN=other")
            .ecp256()
            .setIsCertificateAuthority(true)
            .buildSelfSigned());
    write("old", valid(Duration.ofDays(-9), Duration.ofDays(-1)));
    write("early", valid(Duration.ofDays(1), Duration.ofDays(9)));
    Files.writeString(folder.resolve("nonsense.pem"), "no PEM at all");
    Files.writeString(folder.resolve("broken.pem"), pem("CERTIFICATE", "AAAA"));
    Files.writeString(folder.resolve("locked.pem"), pem("ENCRYPTED PRIVATE KEY", "AAAA"));
  }

  private static String pem(String label, String data) {
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(label, data);
  }

  private static X509Bundle valid(Duration from, Duration until) throws Exception {
    return new CertificateBuilder()
        .subject("CN=once")
        .ecp256()
        .setIsCertificateAuthority(true)
        .notBefore(Instant.now().plus(from))
        .notAfter(Instant.now().plus(until))
        .buildSelfSigned();
  }

  private static void write(String name, X509Bundle bundle) throws Exception {
    Files.writeString(folder.resolve(name + ".pem"), bundle.getCertificatePathPEM());
    Files.writeString(folder.resolve(name + ".key"), bundle.getPrivateKeyPEM());
  }

  @Test
  void filesAreLookedForBesideTheConfiguration() throws Exception {
    var config = read("'server': {'sip': {'tls': {'cert': 'good.pem', 'key': 'good.key'}}}");

    var tls = config.server().sip().tls().orElseThrow();
    assertThat(config.server().sip().tlsPort()).isEqualTo(5061);
    assertThat(tls.cert()).isEqualTo(folder.resolve("good.pem").toAbsolutePath());
    assertThat(tls.key()).isEqualTo(folder.resolve("good.key").toAbsolutePath());
    assertThat(tls.clientAuth()).isEqualTo(Server.ClientAuth.NONE);
  }

  @Test
  void providerIsVerifiedUnlessTheUserSaysOtherwise() throws Exception {
    var careful = read("'providers': [" + provider("{'ca': 'good.pem'}") + "]");
    var careless = read("'providers': [" + provider("{'verify': false}") + "]");

    assertThat(careful.providers().getFirst().tls().verify()).isTrue();
    assertThat(careful.providers().getFirst().tls().ca()).isPresent();
    assertThat(careless.providers().getFirst().tls().verify()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          absent.pem | good.key | cert is "absent.pem" which cannot be read
          nonsense.pem | good.key | cert is "nonsense.pem" which holds no certificate
          broken.pem | good.key | cert is "broken.pem" which holds something that is no certificate
          good.key | good.key | cert is "good.key" which holds no certificate
          """)
  void unusableCertificateIsAFaultOfItsField(String cert, String key, String fault) {
    assertThat(serverFault(cert, key)).isEqualTo("$.server.sip.tls." + fault + CERT);
  }

  @ParameterizedTest
  @CsvSource({"old, expired on", "early, is not valid before"})
  void certificateThatIsNotValidNowIsAFault(String name, String found) {
    assertThat(serverFault(name + ".pem", name + ".key"))
        .startsWith("$.server.sip.tls.cert")
        .contains(found)
        .endsWith(CERT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          good.pem | absent.key | which cannot be read
          good.pem | good.pem | which holds no private key
          good.pem | locked.pem | which holds a key that is encrypted or not in PKCS#8
          good.pem | rsa.key | which holds no EC key, which the certificate is for
          good.pem | other.key | which holds a key that does not belong to
          rsa.pem | good.key | which holds no RSA key, which the certificate is for
          """)
  void unusableKeyIsAFaultOfItsField(String cert, String key, String found) {
    assertThat(serverFault(cert, key))
        .startsWith("$.server.sip.tls.key is \"" + key + "\" " + found)
        .endsWith(KEY);
  }

  private static String serverFault(String cert, String key) {
    return fault("'server': {'sip': {'tls': {'cert': '%s', 'key': '%s'}}}".formatted(cert, key));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'clientAuth': 'required' | clientAuth is "required" without ca; allowed: "none", or ca beside it
          'ca': 'good.pem' | ca is "good.pem" of no use; allowed: clientAuth beside it
          'clientAuth': 'optional', 'ca': 'good.key' | ca is "good.key" which holds no certificate; allowed: a PEM file of certificates
          """)
  void whoSignsForPhonesIsSaidWhereItCounts(String fields, String fault) {
    var tls = "{'cert': 'rsa.pem', 'key': 'rsa.key', " + fields + "}";

    assertThat(fault("'server': {'sip': {'tls': " + tls + "}}"))
        .isEqualTo("$.server.sip.tls." + fault);
  }

  @Test
  void twoTransportsCannotShareAPort() {
    assertThat(
            fault(
                "'server': {'sip': {'tlsPort': 5060,"
                    + " 'tls': {'cert': 'good.pem', 'key': 'good.key'}}}"))
        .isEqualTo("$.server.sip.tlsPort is 5060 as $.server.sip.tcpPort; allowed: another port");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'cert': 'good.pem'} | cert is "good.pem" alone; allowed: cert and key together
          {'key': 'good.key'} | key is "good.key" alone; allowed: cert and key together
          {'ca': 'nonsense.pem'} | ca is "nonsense.pem" which holds no certificate; allowed: a PEM file of certificates
          {'ca': 'a\\u0000b'} | ca is "a\\u0000b"; allowed: a PEM file
          """)
  void providerFault(String tls, String fault) {
    assertThat(fault("'providers': [" + provider(tls) + "]"))
        .isEqualTo("$.providers[0].tls." + fault);
  }

  @Test
  void whoDescribesTlsDoesNotGetUdp() {
    var provider = provider("{'ca': 'good.pem'}").replace("'transport': 'tls'", "'enabled': true");

    assertThat(fault("'providers': [" + provider + "]"))
        .isEqualTo(
            "$.providers[0].tls is an object of no use; allowed: transport \"tls\" beside it");
  }

  private static String provider(String tls) {
    return "{'id': 'p', 'domain': 'x.org', 'username': 'u', 'password': 'p', 'transport': 'tls',"
        + " 'tls': "
        + tls
        + "}";
  }

  private static AppConfig read(String fields) throws Exception {
    var file = folder.resolve("config.json");
    Files.writeString(file, ("{" + fields + "}").replace('\'', '"'));
    return new ConfigLoader(Map.of()).read(file);
  }

  private static String fault(String fields) {
    var thrown = catchThrowableOfType(ConfigException.class, () -> read(fields));
    assertThat(thrown.faults()).hasSize(1);
    return thrown.faults().getFirst().toString();
  }
}
