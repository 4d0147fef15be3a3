package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.tls.TlsTalk;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as a process: how it starts, what it says, how it ends. */
class DaemonIT {

  private static final String HOST = "127.0.0.11";
  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.11", "rtpPorts": {"min": 21000, "max": 21099}},
        "devices": [
          {"id": "desk", "extension": "101", "username": "101", "password": "a-long-secret-of-its-own"}
        ]
      }
      """;

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void daemonServesUntilSigtermAndExitsWithZero() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG);
    try (var daemon =
        Launched.siprouter(
            folder, "run", "--config", config.toString(), "--state", folder + "/state")) {
      daemon.awaitOutput("siprouter is running.");

      assertThat(answerToOptions()).startsWith("SIP/2.0 200 OK");
      assertThat(daemon.terminate().exitCode()).isZero();
    }
  }

  @Test
  void sigtermHangsUpTheCallThatIsUp() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG);
    try (var daemon =
            Launched.siprouter(
                folder, "run", "--config", config.toString(), "--state", folder + "/state");
        var phone = deskPhone()) {
      daemon.awaitOutput("siprouter is running.");
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT)).isPresent();
      phone.dial("*43");
      assertThat(phone.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();

      daemon.terminate();

      assertThat(phone.awaitState(PhoneState.Ended.class, LIMIT))
          .hasValueSatisfying(
              ended -> assertThat(ended.cause()).isEqualTo(PhoneState.Cause.PEER_HUNG_UP));
      assertThat(daemon.exitCode()).isZero();
    }
  }

  private static ScriptedPhone deskPhone() throws IOException {
    return ScriptedPhone.open(
        InetAddress.getLoopbackAddress(),
        new PhoneAccount("101", "a-long-secret-of-its-own", new InetSocketAddress(HOST, 5060)),
        new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0)));
  }

  @Test
  void secondDaemonWithTheSameStateIsRefused() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG).toString();
    var state = folder + "/state";
    try (var first = Launched.siprouter(folder, "run", "--config", config, "--state", state);
        var second = runAfter(first, config, state)) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.output()).contains("another siprouter runs with the state folder");
    }
  }

  private Launched runAfter(Launched first, String config, String state) throws IOException {
    first.awaitOutput("siprouter is running.");
    return Launched.siprouter(folder, "run", "--config", config, "--state", state);
  }

  @Test
  void firstStartWritesTwoPhonesAndSaysHowToSeeThem() throws Exception {
    var config = folder.resolve("etc/config.json");
    try (var daemon = Launched.siprouter(folder, "run", "--config", config.toString())) {
      daemon.awaitOutput("siprouter is running.");
      daemon.terminate();
      assertThat(daemon.exitCode()).isZero();
      assertThat(daemon.output()).contains("bin/siprouter phones --config " + config);
    }
    assertThat(Files.getPosixFilePermissions(config)).hasSize(2);

    try (var phones = Launched.siprouter(folder, "phones", "--config", config.toString())) {
      assertThat(phones.exitCode()).isZero();
      assertThat(phones.output()).containsPattern("101 .* 101 +[A-Za-z0-9]{20,}").contains("102");
    }
  }

  @Test
  void takenPortIsOneClearLine() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG);
    try (var taken = new DatagramSocket(new InetSocketAddress(HOST, 5060));
        var daemon =
            Launched.siprouter(
                folder, "run", "--config", config.toString(), "--state", folder + "/state")) {
      assertThat(taken.isBound()).isTrue();
      assertThat(daemon.exitCode()).isEqualTo(1);
      assertThat(daemon.lines().getLast())
          .contains("UDP port 5060")
          .contains(HOST)
          .contains("(process %d)".formatted(ProcessHandle.current().pid()))
          .contains("server.sip.udpPort");
    }
  }

  @Test
  void phonesDoNotWaitForThePortsOfThePages() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG).toString();
    var state = folder + "/state";
    var web = new ServerSocket(8443, 1, InetAddress.getByName(HOST));
    try (var daemon = Launched.siprouter(folder, "run", "--config", config, "--state", state);
        var phone = deskPhone()) {
      daemon.awaitOutput("Not served yet: HTTPS port 8443 at " + HOST);
      assertThat(daemon.output())
          .contains("by java (process %d)".formatted(ProcessHandle.current().pid()))
          .contains("server.http.httpsPort");
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT))
          .containsInstanceOf(PhoneRegistration.Registered.class);
      try (var health = Launched.siprouter(folder, "health", "--state", state)) {
        assertThat(health.exitCode()).isZero();
        assertThat(health.output()).isEqualTo("healthy; not in order: pages\n");
      }

      web.close();

      daemon.awaitOutput("HTTPS port 8443 at %s is served now".formatted(HOST));
      try (var page = new TlsTalk(new InetSocketAddress(HOST, 8443))) {
        assertThat(page.ask("GET / HTTP/1.1\nHost: localhost\n\n")).isEqualTo("HTTP/1.1 200 OK");
      }
      assertThat(daemon.terminate().exitCode()).isZero();
    } finally {
      web.close();
    }
  }

  @Test
  void checkConfigNamesEveryFaultAtOnce() throws Exception {
    var config =
        Files.writeString(
            folder.resolve("config.json"),
            """
            {"server": {"sip": {"udpPort": 70000}}, "devices": [{"id": "desk"}]}
            """);
    try (var check = Launched.siprouter(folder, "check-config", "--config", config.toString())) {
      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.output()).contains("$.server.sip.udpPort").contains("$.devices[0]");
    }
  }

  @Test
  void launcherWorksThroughALinkFromAnyFolder() throws Exception {
    var link = Files.createSymbolicLink(folder.resolve("pbx"), Launched.launcher());
    try (var version = Launched.start(link, folder, "--version")) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.output()).startsWith("siprouter ");
    }
  }

  @Test
  void missingCommandShowsTheUsage() throws Exception {
    try (var usage = Launched.siprouter(folder)) {
      assertThat(usage.exitCode()).isEqualTo(2);
      assertThat(usage.output()).contains("Usage: siprouter").contains("check-config");
    }
  }

  private static String answerToOptions() throws IOException {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.setSoTimeout(5_000);
      var request =
          """
          OPTIONS sip:%s SIP/2.0
          Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bKdaemon;rport
          From: <sip:test@127.0.0.1>;tag=1
          To: <sip:%s>
          Call-ID: daemon@127.0.0.1
          CSeq: 1 OPTIONS
          Max-Forwards: 70
          Content-Length: 0

          """
              .formatted(HOST, socket.getLocalPort(), HOST)
              .replace("\n", "\r\n")
              .getBytes(UTF_8);
      socket.send(new DatagramPacket(request, request.length, new InetSocketAddress(HOST, 5060)));
      var answer = new DatagramPacket(new byte[4_096], 4_096);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), UTF_8);
    }
  }
}
