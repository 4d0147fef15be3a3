package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that show what passes, while it passes. */
class FollowTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path state;
  private RunningDaemon daemon;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static void register(RunningDaemon at) throws Exception {
    try (ScriptedPhone phone = at.phone101()) {
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    }
  }

  /** It takes a moment until the command has asked for messages. */
  private void registerUntilShown(RunningCommand command, String text) throws Exception {
    for (int i = 0; i < 100 && !command.shows(text, Duration.ofMillis(100)); i++) {
      register(daemon);
    }
    assertThat(command.out()).contains(text);
  }

  private RunningCommand siprouter(String... arguments) {
    return RunningCommand.start(state, arguments);
  }

  @Test
  void eventsAreShownOverARestart() throws Exception {
    try (var events = siprouter("events", "--json")) {
      events.awaitOut("\"event\":\"status\"");
      register(daemon);
      events.awaitOut("\"event\":\"device_registered\"");

      daemon.close();
      events.awaitErr("siprouter: the daemon has gone;");
      daemon = RunningDaemon.start(state);
      events.awaitErr("siprouter: the daemon is back");
      events.clear();
      register(daemon);

      events.awaitOut("\"event\":\"device_registered\"");
      assertThat(events.interrupt()).isZero();
    }
  }

  @Test
  void onlyEventsThatAreNamedAreShown() throws Exception {
    try (var events = siprouter("events", "--event", "device_registered,sip_trace")) {
      registerUntilShown(events, " sip_trace ");

      events.awaitOut(" device_registered device_id=\"desk\" contact=\"sip:101@");
      assertThat(events.out().lines())
          .allMatch(line -> line.contains(" sip_trace ") || line.contains(" device_registered "));
    }
  }

  @Test
  void traceShowsMessagesThatFit() throws Exception {
    try (var trace = siprouter("trace", "--follow", "--method", "REGISTER", "--code", "2xx")) {
      registerUntilShown(trace, "SIP/2.0 200 OK");

      assertThat(trace.out()).contains(" send udp 127.0.0.1:").doesNotContain("SIP/2.0 401");
    }
  }

  @Test
  void traceForProgramsIsAsInTheList() throws Exception {
    try (var trace = siprouter("trace", "--follow", "--json", "--direction", "recv")) {
      registerUntilShown(trace, "\n");

      assertThat(trace.out()).startsWith("{\"direction\":\"recv\",\"message\":\"REGISTER ");
    }
  }

  @Test
  void followingEndsOnceNobodyReads() throws Exception {
    try (var events = siprouter("events", "--json")) {
      events.awaitOut("\"event\":\"status\"");
      events.closeOut();
      register(daemon);

      assertThat(events.exitCode()).isZero();
    }
  }

  @Test
  void wishesThatCannotBeAreRefused(@TempDir Path nowhere) throws Exception {
    try (var code = siprouter("trace", "--follow", "--code", "abc");
        var limit = siprouter("trace", "--follow", "--limit", "3");
        var name = siprouter("events", "--event", "call_over");
        var nobody = RunningCommand.start(nowhere, "events")) {
      assertThat(code.exitCode()).isEqualTo(1);
      assertThat(code.err()).startsWith("siprouter: trace.code is \"abc\"");
      assertThat(limit.exitCode()).isEqualTo(2);
      assertThat(name.exitCode()).isEqualTo(2);
      assertThat(name.err()).startsWith("--event \"call_over\": one of call_answered, ");
      assertThat(nobody.exitCode()).isEqualTo(3);
    }
  }
}
