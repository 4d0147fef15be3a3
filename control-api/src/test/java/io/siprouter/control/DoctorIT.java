package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor as a person calls it. */
class DoctorIT {

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.74", "rtpPorts": {"min": 21500, "max": 21519}},
        "devices": [
          {"id": "desk", "extension": "101", "username": "101", "password": "a-long-secret-of-its-own"}
        ]
      }
      """;

  @TempDir private Path folder;

  @Test
  void runningDaemonIsFoundFitAndCallsItself() throws Exception {
    var config = Files.writeString(folder.resolve("config.json"), CONFIG).toString();
    var state = folder + "/state";
    try (var daemon = Launched.siprouter(folder, "run", "--config", config, "--state", state)) {
      daemon.awaitOutput("siprouter is running.");
      try (var doctor =
          Launched.siprouter(folder, "doctor", "--config", config, "--state", state)) {
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
        assertThat(doctor.output())
            .contains("UDP 5060 is held by the running daemon")
            .contains("answers OPTIONS with 200")
            .contains("phone 101 hears the other and not itself")
            .contains("phone 102 hears the other and not itself")
            .containsPattern("Fit for calls\\. Faults: 0, .*\\n$");
      }
      assertThat(daemon.terminate().exitCode()).isZero();
    }
  }

  @Test
  void faultMakesExitCodeOneAndJsonNamesIt() throws Exception {
    var config =
        Files.writeString(
            folder.resolve("config.json"), CONFIG.replace("127.0.0.74", "192.0.2.99"));
    try (var doctor =
        Launched.siprouter(
            folder,
            "doctor",
            "--config",
            config.toString(),
            "--state",
            folder + "/state",
            "--json")) {
      assertThat(doctor.exitCode()).isEqualTo(1);
      assertThat(doctor.output())
          .startsWith("{\"verdict\":\"fault\"")
          .contains("server.lanAddress is 192.0.2.99, which this machine does not have");
    }
  }
}
