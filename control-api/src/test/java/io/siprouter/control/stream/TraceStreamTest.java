package io.siprouter.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program watches the SIP of a daemon as it passes. */
class TraceStreamTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path state;
  private RunningDaemon daemon;
  private ScriptedPhone phone;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
    phone = daemon.phone101();
  }

  @AfterEach
  void stop() {
    phone.close();
    daemon.close();
  }

  @Test
  void messagesThatFitAreTold() throws Exception {
    try (var stream = new TestStream(state)) {
      var wish = Map.of("events", List.of("sip_trace"), "trace", Map.of("code", "401"));
      assertThat(stream.ask("subscribe", wish).path("ok").asBoolean()).isTrue();
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT)).isPresent();

      var told = stream.awaitEvent("sip_trace");

      var message = told.path("data");
      assertThat(told.has("seq")).isFalse();
      assertThat(message.path("direction").asString()).isEqualTo("send");
      assertThat(message.path("transport").asString()).isEqualTo("udp");
      assertThat(message.path("message").asString()).startsWith("SIP/2.0 401 Unauthorized");
      assertThat(message.path("timestamp").asString()).isNotEmpty();
    }
  }

  @Test
  void whatIsWrongWithAWishIsNamed() throws Exception {
    try (var stream = new TestStream(state)) {
      var wish = Map.of("events", List.of("sip_trace"), "trace", Map.of("code", "abc"));

      assertThat(stream.ask("subscribe", wish).path("error").path("field").asString())
          .isEqualTo("trace.code");
    }
  }
}
