package io.siprouter.control.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.config.HttpSection;
import io.siprouter.control.doctor.Finding.Status;
import io.siprouter.control.tls.ServedNames;
import io.siprouter.control.tls.ServerCertificate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupsTest {

  @TempDir private Path folder;

  private Finding of(List<Finding> findings, String check) {
    return findings.stream()
        .filter(each -> each.check().equals(check))
        .findFirst()
        .orElseThrow(() -> new AssertionError(findings));
  }

  @Test
  void everyFaultOfTheConfigurationIsAFinding() throws IOException {
    var config = Files.writeString(folder.resolve("c.json"), "{\"a\": 1, \"b\": 2}");

    var findings = new ConfigCheckup().look(Patients.withFiles(config, folder));

    assertThat(findings).hasSize(2).allMatch(each -> each.status() == Status.FAULT);
    assertThat(findings.getFirst().found()).startsWith("$");
    assertThat(findings.getFirst().remedy()).contains(config.toString());
  }

  @Test
  void withoutAConfigurationTheDefaultsAreLookedAt() {
    var patient = Patients.withFiles(folder.resolve("none.json"), folder);

    assertThat(new ConfigCheckup().look(patient))
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo(Status.WARNING));
    assertThat(patient.config()).isPresent();
  }

  @Test
  void passwordsThatOthersCanReadAreAWarning() throws IOException {
    var config = Files.writeString(folder.resolve("c.json"), "{}");
    var state = Files.createDirectory(folder.resolve("state"));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r-----"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));

    var findings = new FilesCheckup().look(Patients.withFiles(config, state));

    var file = of(findings, "configuration file");
    assertThat(file.status()).isEqualTo(Status.WARNING);
    assertThat(file.remedy()).isEqualTo("chmod 600 " + config);
    assertThat(of(findings, "state folder").status()).isEqualTo(Status.OK);
  }

  @Test
  void takenPortNamesItsHolderAndTheSetting() throws IOException {
    var address = InetAddress.ofLiteral("127.0.0.73");
    var config =
        """
        {"server": {"lanAddress": "127.0.0.73", "rtpPorts": {"min": 21400, "max": 21403}}}
        """;
    List<Finding> findings;
    try (var sip = new DatagramSocket(new InetSocketAddress(address, 5060));
        var rtp = new DatagramSocket(new InetSocketAddress(address, 21_400))) {
      assertThat(sip.isBound() && rtp.isBound()).isTrue();
      findings = new PortsCheckup().look(Patients.with(config));
    }

    var udp = findings.getFirst();
    assertThat(udp.status()).isEqualTo(Status.FAULT);
    assertThat(udp.found()).contains("UDP 5060", "process " + ProcessHandle.current().pid());
    assertThat(udp.remedy()).contains("server.sip.udpPort");
    assertThat(findings.get(1).found()).isEqualTo("TCP 5060 is free");
    assertThat(of(findings, "RTP ports").found()).isEqualTo("1 of 2 can be used");
  }

  @Test
  void takenPortOfThePagesIsAWarning() throws IOException {
    var address = InetAddress.ofLiteral("127.0.0.73");
    List<Finding> findings;
    try (var web = new ServerSocket(8443, 1, address)) {
      assertThat(web.isBound()).isTrue();
      findings =
          new PortsCheckup().look(Patients.with("{\"server\": {\"lanAddress\": \"127.0.0.73\"}}"));
    }

    var pages = findings.get(3);
    assertThat(pages.status()).isEqualTo(Status.WARNING);
    assertThat(pages.found()).contains("TCP 8443", "process " + ProcessHandle.current().pid());
    assertThat(pages.remedy()).contains("server.http.httpsPort");
  }

  @Test
  void addressOfAnotherMachineIsAFault() {
    var findings =
        new AddressCheckup().look(Patients.with("{\"server\": {\"lanAddress\": \"192.0.2.99\"}}"));

    assertThat(of(findings, "address in the house").status()).isEqualTo(Status.FAULT);
  }

  @Test
  void javaWithoutTheFlagsOfTheLauncherIsAWarning() {
    assertThat(JavaCheckup.flags(List.of("-Xmx512m")).status()).isEqualTo(Status.WARNING);
    assertThat(
            JavaCheckup.flags(
                    List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"))
                .status())
        .isEqualTo(Status.OK);
  }

  @Test
  void providerThatNobodyKnowsIsAFaultAndASilentOneAWarning() throws IOException {
    List<Finding> findings;
    try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      findings =
          new ServersCheckup()
              .look(
                  Patients.with(
                      """
                      {
                        "server": {"lanAddress": "127.0.0.1", "dns": {"servers": ["127.0.0.1:9"]}},
                        "providers": [
                          {"id": "lost", "domain": "lost.invalid", "username": "u", "password": "p"},
                          {"id": "mute", "domain": "127.0.0.1:%d", "username": "u", "password": "p"}
                        ]
                      }
                      """
                          .formatted(silent.getLocalPort())));
    }

    assertThat(findings)
        .extracting(Finding::check, Finding::status)
        .containsExactly(
            tuple("DNS", Status.FAULT),
            tuple("DNS", Status.OK),
            tuple("providers", Status.WARNING));
  }

  @Test
  void certificatesAreJudgedByTheTimeTheyHaveLeft() throws IOException {
    var begin = Instant.parse("2026-01-01T00:00:00Z");
    var state = Files.createDirectory(folder.resolve("state"));
    ServerCertificate.open(
            state,
            () -> new HttpSection(0, 443, Optional.empty(), List.of(), 9),
            () -> ServedNames.ofThisMachine(List.of()),
            () -> begin)
        .close();

    assertThat(certificates(state, begin.plus(Duration.ofDays(1)))).containsOnly(Status.OK);
    assertThat(certificates(state, begin.plus(Duration.ofDays(390))))
        .containsExactly(Status.WARNING, Status.OK);
    assertThat(certificates(state, begin.plus(Duration.ofDays(400))))
        .containsExactly(Status.FAULT, Status.OK);
    assertThat(certificates(state, begin.plus(Duration.ofDays(3_600))))
        .containsExactly(Status.FAULT, Status.WARNING);
    assertThat(certificates(state, begin.minus(Duration.ofDays(9)))).containsOnly(Status.FAULT);
    Files.writeString(state.resolve("tls/server.pem"), "nonsense");
    assertThat(certificates(state, begin)).containsExactly(Status.FAULT, Status.OK);
    assertThat(certificates(folder, begin)).containsOnly(Status.SKIPPED);
  }

  private List<Status> certificates(Path state, Instant now) {
    var patient = Patients.withFiles(folder.resolve("none.json"), state);
    var findings = new CertificateCheckup(() -> now).look(patient);
    assertThat(findings)
        .allMatch(
            each ->
                each.remedy().isEmpty()
                    == (each.status() == Status.OK || each.status() == Status.SKIPPED));
    return findings.stream().map(Finding::status).toList();
  }

  @Test
  void sqliteThatCannotBeLoadedIsAFault() {
    var patient = Patients.with("{}");

    assertThat(new SqliteCheckup().look(patient))
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo(Status.OK));
    assertThat(new SqliteCheckup(CheckupsTest::unlinked).look(patient))
        .singleElement()
        .satisfies(each -> assertThat(each.status()).isEqualTo(Status.FAULT))
        .satisfies(each -> assertThat(each.found()).endsWith("no sqlitejdbc in the folder"))
        .satisfies(each -> assertThat(each.remedy()).contains("-Dorg.sqlite.tmpdir="));
  }

  private static String unlinked() {
    throw new UnsatisfiedLinkError("no sqlitejdbc in the folder");
  }

  @Test
  void passwordsThatAreHashedWronglyOrSlowlyAreFound() {
    var patient = Patients.with("{}");
    var wrong = new Argon2Checkup(_ -> false, Duration.ofMinutes(1));
    var slow = new Argon2Checkup(_ -> true, Duration.ofNanos(-1));

    assertThat(new Argon2Checkup().look(patient).getFirst().status()).isNotEqualTo(Status.FAULT);
    assertThat(wrong.look(patient).getFirst().status()).isEqualTo(Status.FAULT);
    assertThat(slow.look(patient).getFirst().status()).isEqualTo(Status.WARNING);
  }

  @Test
  void reportEndsWithAVerdictThatCountsFaults() {
    var report =
        new Report(
            List.of(Finding.ok("clock", "right"), Finding.fault("ports", "taken", "end it")));

    assertThat(report.isFine()).isFalse();
    assertThat(report.verdict())
        .isEqualTo("NOT fit for calls. Faults: 1, warnings: 0, skipped: 0, ok: 1.");
    assertThat(report.json())
        .isEqualTo(
            "{\"verdict\":\"fault\",\"findings\":["
                + "{\"check\":\"clock\",\"status\":\"ok\",\"found\":\"right\",\"remedy\":\"\"},{\"check\":\"ports\",\"status\":\"fault\",\"found\":\"taken\",\"remedy\":\"end"
                + " it\"}]}");
    assertThat(Report.lines(Finding.fault("ports", "taken", "end it")))
        .containsExactly(
            "  fault    ports                taken", "                                -> end it");
  }
}
