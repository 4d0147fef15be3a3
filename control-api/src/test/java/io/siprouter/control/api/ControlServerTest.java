package io.siprouter.control.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.siprouter.config.ConfigLoader;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.guard.Guard;
import io.siprouter.core.loop.EventLoops;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {

  private static final InstantSource CLOCK = () -> Instant.parse("2026-01-01T00:00:00Z");
  private static final InetAddress GUESSER = InetAddress.ofLiteral("2001:db8::7");

  @TempDir private Path state;
  private EventBus bus;
  private Guard guard;
  private ControlServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws Exception {
    var config = ConfigLoader.parse("{\"server\": {\"limits\": {\"banAfter\": 1}}}");
    bus = new EventBus(EventLoops.virtual(), CLOCK);
    guard = new Guard(config.server(), bus, CLOCK);
    server = ControlServer.start(state, guard);
    client = new ControlClient(state);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    bus.close();
  }

  @Test
  void bansAreListed() throws IOException {
    assertThat(client.get("/api/v1/bans")).hasToString("{\"items\":[]}");

    guard.wrongCredentials(GUESSER);

    assertThat(client.get("/api/v1/bans"))
        .hasToString(
            "{\"items\":[{\"source\":\"2001:db8:0:0:0:0:0:0/64\",\"failures\":1,"
                + "\"until\":\"2026-01-01T01:00:00Z\"}]}");
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
        .withMessage("that is not an IP address");
    assertThatIOException()
        .isThrownBy(() -> client.get("/nowhere"))
        .withMessage("there is no such path");
  }

  @Test
  void socketIsForItsOwnerOnlyAndGoneAfterwards() throws IOException {
    var socket = state.resolve("control.sock");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");

    server.close();

    assertThat(socket).doesNotExist();
    assertThatIOException()
        .isThrownBy(() -> new ControlClient(state))
        .withMessageStartingWith("no siprouter runs with the state folder");
  }

  @Test
  void socketThatAKilledDaemonLeftIsTakenOver() throws IOException {
    server.close();
    Files.writeString(state.resolve("control.sock"), "left over");

    server = ControlServer.start(state, guard);

    assertThat(client.get("/api/v1/bans")).isNotNull();
  }
}
