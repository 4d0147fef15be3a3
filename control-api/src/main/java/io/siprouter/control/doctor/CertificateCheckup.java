package io.siprouter.control.doctor;

import static io.siprouter.control.doctor.Finding.fault;
import static io.siprouter.control.doctor.Finding.ok;
import static io.siprouter.control.doctor.Finding.skipped;
import static io.siprouter.control.doctor.Finding.warning;

import io.siprouter.config.HttpSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** How long browsers will take the certificates of the pages. */
final class CertificateCheckup implements Checkup {

  private static final Duration SOON = Duration.ofDays(14);
  private static final Duration SOON_FOR_AN_AUTHORITY = Duration.ofDays(90);

  private final InstantSource clock;

  CertificateCheckup(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A file, and what to say of it.
   *
   * @param renewal what to do when it ends
   */
  private record Watched(Path file, Duration soon, String renewal) {}

  @Override
  public String subject() {
    return "certificate";
  }

  @Override
  public List<Finding> look(Patient patient) {
    if (patient.config().isEmpty()) {
      return List.of(skipped(subject(), "there is no valid configuration"));
    }
    var http = patient.config().get().server().http();
    return http.httpsPort() == 0
        ? List.of(skipped(subject(), "server.http.httpsPort is 0"))
        : watched(http, patient.state().resolve("tls")).stream().map(this::judged).toList();
  }

  private static List<Watched> watched(HttpSection http, Path folder) {
    return http.tls()
        .map(
            own ->
                List.of(
                    new Watched(
                        own.cert(),
                        SOON,
                        "renew it and put it at its place: it is followed without a restart")))
        .orElseGet(
            () ->
                List.of(
                    new Watched(
                        folder.resolve("server.pem"),
                        SOON,
                        "the daemon renews it: restart it, and look at its log"),
                    new Watched(
                        folder.resolve("ca.pem"),
                        SOON_FOR_AN_AUTHORITY,
                        "remove " + folder + ", restart, and let each device trust the new one")));
  }

  private Finding judged(Watched watched) {
    if (Files.notExists(watched.file())) {
      return skipped(subject(), watched.file() + " is made when the daemon starts");
    }
    try {
      return judged(watched, read(watched.file()));
    } catch (IOException | CertificateException e) {
      return fault(
          subject(), "%s cannot be read: %s".formatted(watched.file(), e), watched.renewal());
    }
  }

  private static X509Certificate read(Path file) throws IOException, CertificateException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private Finding judged(Watched watched, X509Certificate certificate) {
    var now = clock.instant();
    var begin = certificate.getNotBefore().toInstant();
    var left = Duration.between(now, certificate.getNotAfter().toInstant());
    if (now.isBefore(begin)) {
      var found = "%s is valid from %s on: is the clock right?".formatted(watched.file(), begin);
      return fault(subject(), found, "set the clock: timedatectl set-ntp true");
    }
    var found = "%s %s".formatted(watched.file(), remaining(left));
    if (left.isNegative()) {
      return fault(subject(), found, watched.renewal());
    }
    return left.compareTo(watched.soon()) < 0
        ? warning(subject(), found, watched.renewal())
        : ok(subject(), found);
  }

  private String remaining(Duration left) {
    Instant end = clock.instant().plus(left);
    return left.isNegative()
        ? "has ended at " + end
        : "is valid for %d days more".formatted(left.toDays());
  }
}
