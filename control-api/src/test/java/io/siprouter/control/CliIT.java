package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask a running daemon, at which two phones are registered. */
class CliIT {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private static Path state;
  private static RunningDaemon daemon;
  private static ScriptedPhone desk;
  private static ScriptedPhone hall;

  /** What came of a command. */
  private record Ran(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() throws Exception {
    daemon = RunningDaemon.start(state);
    desk = registered(daemon.phone101());
    hall = registered(daemon.phone102());
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
    return phone;
  }

  @AfterAll
  static void stop() {
    desk.close();
    hall.close();
    daemon.close();
  }

  private static Ran siprouter(String... arguments) {
    return run(Stream.concat(Stream.of(arguments), Stream.of("--state", state.toString())));
  }

  private static Ran run(Stream<String> arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var program = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new Ran(
        program.execute(arguments.toArray(String[]::new)), out.toString(), err.toString());
  }

  @Test
  void callIsMadeShownAndHungUp() throws Exception {
    var made = siprouter("call", "101", "102", "--wait", "answered", "--from", "Reception <102>");
    assertThat(made.exitCode()).as(made.err()).isZero();
    var id = Pattern.compile("Call (\\S+) from").matcher(made.out());
    assertThat(id.find()).as(made.out()).isTrue();

    assertThat(siprouter("calls").out()).contains(id.group(1)).contains("answered");
    assertThat(siprouter("status").out()).contains("desk").contains("udp:127.0.0.1:");
    assertThat(siprouter("hangup", id.group(1)).out())
        .isEqualTo("Call %s is hung up.\n".formatted(id.group(1)));
    assertThat(hall.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    assertThat(siprouter("hangup", id.group(1)).exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsForProgramsIsJson() {
    for (var command : new String[] {"status", "calls", "health", "bans"}) {
      var answer = JsonMapper.shared().readTree(siprouter(command, "--json").out());
      assertThat(answer.isObject()).as(command).isTrue();
    }
  }

  @Test
  void healthyDaemonIsReady() {
    assertThat(siprouter("health")).isEqualTo(new Ran(0, "healthy\n", ""));
    assertThat(siprouter("health", "--ready")).isEqualTo(new Ran(0, "ready for calls\n", ""));
  }

  @Test
  void callThatCannotBeMadeFailsWithTheReason() {
    var refused = siprouter("call", "101", "103", "--wait", "answered");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).startsWith("siprouter: ").hasLineCount(1);
  }

  @Test
  void wrongOptionsAreWrongUsage() {
    assertThat(siprouter("call", "101").exitCode()).isEqualTo(2);
    assertThat(siprouter("call", "101", "102", "--header", "no colon").err())
        .startsWith("--header \"no colon\" has to be \"Name: value\"");
    assertThat(siprouter("call", "101", "102", "--from", "<").exitCode()).isEqualTo(2);
  }

  @Test
  void commandsWithoutADaemonEndWithAnExitCodeOfTheirOwn(@TempDir Path nowhere) throws Exception {
    for (var command : new String[] {"status", "calls", "health", "bans"}) {
      var ran = run(Stream.of(command, "--state", nowhere.toString()));
      assertThat(ran.exitCode()).as(command).isEqualTo(3);
      assertThat(ran.err()).startsWith("siprouter: no siprouter runs with the state folder");
    }
    Files.writeString(nowhere.resolve("control.sock"), "of a daemon that was killed");
    assertThat(run(Stream.of("health", "--state", nowhere.toString())).exitCode()).isEqualTo(3);
  }

  @Test
  void completionIsAScriptThatBashTakes() throws Exception {
    var script = Files.writeString(state.resolve("complete"), run(Stream.of("completion")).out());

    var bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();

    assertThat(bash.waitFor()).isZero();
    assertThat(Files.readString(script)).contains("hangup", "--on-behalf");
  }
}
