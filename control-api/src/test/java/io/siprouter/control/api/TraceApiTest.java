package io.siprouter.control.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.siprouter.control.RunningDaemon;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trace as programs see it. */
class TraceApiTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path state;
  private RunningDaemon daemon;
  private ScriptedPhone phone;
  private ControlClient client;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
    phone = daemon.phone101();
    client = new ControlClient(state);
  }

  @AfterEach
  void stop() {
    client.close();
    phone.close();
    daemon.close();
  }

  @Test
  void messagesAreListed() throws Exception {
    register();
    var items = client.get("/api/v1/trace?method=REGISTER").path("items");

    assertThat(items.path(0).path("direction").asString()).isEqualTo("recv");
    assertThat(items.path(0).path("transport").asString()).isEqualTo("udp");
    assertThat(items.path(0).path("message").asString()).startsWith("REGISTER sip:");
    assertThat(items.path(0).has("call_id")).isFalse();
    long last = items.path(items.size() - 1).path("seq").asLong();
    assertThat(client.get("/api/v1/trace?after=" + last).path("items").isEmpty()).isTrue();
  }

  @Test
  void messagesAreExported() throws Exception {
    register();
    var file = client.download("/api/v1/trace?format=pcap&direction=recv");

    assertThat(file).startsWith(0xd4, 0xc3, 0xb2, 0xa1);
    assertThat(new String(file, UTF_8)).contains("REGISTER sip:").doesNotContain("SIP/2.0 401");
  }

  @Test
  void wrongWishesAreRefused() {
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/trace?code=99x"))
        .withMessageStartingWith("code is \"99x\"");
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/trace?limit=0"))
        .withMessageStartingWith("limit is 0");
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/calls/none/ladder"))
        .withMessage("nothing is remembered of a call none");
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/calls/none/pcap"))
        .withMessage("nothing is remembered of a call none");
  }

  private void register() throws Exception {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
  }
}
