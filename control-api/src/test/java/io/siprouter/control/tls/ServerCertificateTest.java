package io.siprouter.control.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.HttpSection;
import io.siprouter.config.HttpTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

  private static final HttpSection PLAIN =
      new HttpSection(8080, 8443, Optional.empty(), List.of(), 512);

  @TempDir private Path state;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private ServedNames names = served(Set.of("localhost", "box", "box.local"), "192.168.1.2");
  private HttpSection settings = PLAIN;
  private ServerCertificate certificate;

  private static ServedNames served(Set<String> names, String... addresses) {
    return new ServedNames(new TreeSet<>(names), new TreeSet<>(Set.of(addresses)));
  }

  @BeforeEach
  void open() throws IOException {
    certificate = ServerCertificate.open(state, () -> settings, () -> names, () -> now);
  }

  @AfterEach
  void close() {
    certificate.close();
  }

  private List<X509Certificate> shown() {
    return List.of(certificate.keyManager().getCertificateChain("own"));
  }

  private X509Certificate own() {
    return shown().getFirst();
  }

  @Test
  void firstStartMakesAnAuthorityForLocalNames() throws Exception {
    var authority = shown().getLast();

    own().verify(authority.getPublicKey());
    assertThat(SignedNames.of(own()))
        .containsExactly("192.168.1.2", "box", "box.local", "localhost");
    assertThat(Duration.between(now, own().getNotAfter().toInstant()))
        .isLessThan(Duration.ofDays(397));
    assertThat(Duration.between(now, authority.getNotAfter().toInstant()))
        .isGreaterThan(Duration.ofDays(3_600));
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getCriticalExtensionOIDs()).contains("2.5.29.30");
    assertThat(state.resolve("tls")).isDirectoryContaining("glob:**/ca.pem");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(state.resolve("tls/ca.pem"))))
        .isEqualTo("rw-------");
  }

  @Test
  void opensslTrustsItByTheAuthorityAlone() throws Exception {
    var ca = Files.writeString(state.resolve("ca.crt"), certificate.authorityPem());

    assertThat(openssl("verify_hostname", "box.local", ca)).contains(": OK");
    assertThat(openssl("verify_ip", "192.168.1.2", ca)).contains(": OK");
    assertThat(openssl("verify_hostname", "example.org", ca)).contains("hostname mismatch");
  }

  private String openssl(String check, String name, Path ca) throws Exception {
    var moment = Long.toString(now.getEpochSecond());
    var process =
        new ProcessBuilder(
                "openssl",
                "verify",
                "-attime",
                moment,
                "-x509_strict",
                "-" + check,
                name,
                "-CAfile",
                ca.toString(),
                state.resolve("tls/server.pem").toString())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  @Test
  void restartChangesNothing() throws IOException {
    var before = shown();
    certificate.close();

    open();

    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void otherAddressesGetAnotherCertificateOfTheSameAuthority() {
    var before = shown();
    names = served(Set.of("localhost"), "10.0.0.7");

    certificate.look();

    assertThat(SignedNames.of(own())).containsExactly("10.0.0.7", "localhost");
    assertThat(shown().getLast()).isEqualTo(before.getLast());
    assertThat(own()).isNotEqualTo(before.getFirst());
  }

  @Test
  void whatTheAuthorityMayNotSignForIsLeftOut() {
    names = served(Set.of("localhost", "bank.example"), "203.0.113.9", "10.0.0.7");

    certificate.look();

    assertThat(SignedNames.of(own())).containsExactly("10.0.0.7", "localhost");
  }

  @Test
  void certificateIsRenewedAMonthBeforeItEnds() {
    var before = own();
    now = now.plus(Duration.ofDays(360));
    certificate.look();
    assertThat(own()).isEqualTo(before);

    now = now.plus(Duration.ofDays(10));
    certificate.look();

    assertThat(own()).isNotEqualTo(before);
    assertThat(own().getNotAfter()).isAfter(before.getNotAfter());
  }

  @Test
  void certificateOfTheConfigurationIsShownAndItsFilesAreFollowed() throws IOException {
    var cert = Files.copy(state.resolve("tls/server.pem"), state.resolve("mine.pem"));
    var ours = own();
    names = served(Set.of("localhost"));
    certificate.look();
    assertThat(own()).isNotEqualTo(ours);

    settings = new HttpSection(8080, 8443, Optional.of(new HttpTls(cert, cert)), List.of(), 512);
    certificate.look();
    assertThat(own()).isEqualTo(ours);
    assertThat(certificate.isConfigured()).isTrue();

    Files.copy(state.resolve("tls/server.pem"), cert, StandardCopyOption.REPLACE_EXISTING);
    certificate.look();
    assertThat(own()).isNotEqualTo(ours);

    var last = own();
    Files.writeString(cert, "nonsense");
    certificate.look();
    assertThat(own()).isEqualTo(last);

    settings = PLAIN;
    certificate.look();
    assertThat(SignedNames.of(own())).containsExactly("localhost");
  }
}
