package io.siprouter.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.siprouter.control.RunningDaemon;
import io.siprouter.core.guard.Guard;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {

  private static final InetAddress GUESSER = InetAddress.ofLiteral("2001:db8::7");

  @TempDir private Path state;
  private RunningDaemon daemon;
  private Guard guard;
  private ControlClient client;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state, "\"banAfter\": 1");
    guard = daemon.engine().guard();
    client = new ControlClient(state);
  }

  @AfterEach
  void stop() {
    client.close();
    daemon.close();
  }

  @Test
  void bansAreListed() throws IOException {
    assertThat(client.get("/api/v1/bans")).hasToString("{\"items\":[]}");

    guard.wrongCredentials(GUESSER);

    var ban = client.get("/api/v1/bans").path("items").path(0);
    assertThat(ban.path("source").asString()).isEqualTo("2001:db8:0:0:0:0:0:0/64");
    assertThat(ban.path("failures").asInt()).isEqualTo(1);
    assertThat(Instant.parse(ban.path("until").asString())).isAfter(Instant.EPOCH);
  }

  @Test
  void banIsLiftedByAnyAddressOfItsNetwork() throws IOException {
    guard.wrongCredentials(GUESSER);

    client.delete("/api/v1/bans/2001:db8::99");

    assertThat(guard.isBanned(GUESSER)).isFalse();
  }

  @Test
  void whatCannotBeDoneIsExplained() {
    assertThatIOException()
        .isThrownBy(() -> client.delete("/api/v1/bans/192.0.2.1"))
        .withMessage("192.0.2.1 is not banned");
    assertThatIOException()
        .isThrownBy(() -> client.delete("/api/v1/bans/somebody"))
        .withMessage("address is \"somebody\": an IP address is needed");
    assertThatIOException()
        .isThrownBy(() -> client.get("/nowhere"))
        .withMessage("there is no such path");
  }

  @Test
  void socketIsForItsOwnerOnlyAndGoneAfterwards() throws IOException {
    var socket = state.resolve("control.sock");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");

    daemon.close();

    assertThat(socket).doesNotExist();
    assertThatIOException()
        .isThrownBy(() -> new ControlClient(state))
        .withMessageStartingWith("no siprouter runs with the state folder");
  }

  @Test
  void socketThatAKilledDaemonLeftIsTakenOver() throws Exception {
    daemon.close();
    Files.writeString(state.resolve("control.sock"), "left over");

    daemon = RunningDaemon.start(state);

    assertThat(client.get("/api/v1/bans")).isNotNull();
  }
}
