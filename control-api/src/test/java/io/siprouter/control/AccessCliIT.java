package io.siprouter.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.command.Json;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and tokens by the command line, at a running daemon. */
class AccessCliIT {

  private static final String PASSWORD = "a horse and a staple";

  @TempDir private static Path state;
  private static RunningDaemon daemon;

  /** What came of a command. */
  private record Ran(int exitCode, String out, String err) {}

  @BeforeAll
  static void start() throws Exception {
    daemon = RunningDaemon.start(state);
  }

  @AfterAll
  static void stop() {
    daemon.close();
  }

  /** Runs a command whose standard input is this. */
  private static Ran siprouter(String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var program = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    var all = Stream.concat(Stream.of(arguments), Stream.of("--state", state.toString()));
    var usual = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      int exitCode = program.execute(all.toArray(String[]::new));
      return new Ran(exitCode, out.toString(), err.toString());
    } finally {
      System.setIn(usual);
    }
  }

  private static int login(String name, String password) throws Exception {
    try (var browser = new RestProgram(daemon.http(), "none")) {
      return browser.post("/login", Map.of("name", name, "password", password)).status();
    }
  }

  private static int statusFor(String token) throws Exception {
    try (var program = new RestProgram(daemon.http(), token)) {
      return program.get("/status").status();
    }
  }

  @Test
  void userIsMadeListedAndRemoved() throws Exception {
    var made = siprouter(PASSWORD + "\n", "add-user", "anna", "--scopes", "read,call");
    assertThat(made).isEqualTo(new Ran(0, "anna can log in.\n", ""));
    assertThat(login("anna", PASSWORD)).isLessThan(300);

    assertThat(siprouter("", "users").out()).containsPattern("anna +read,call +at run time");
    assertThat(Json.read(siprouter("", "users", "--json").out()).at("/items/0/name").asString())
        .isEqualTo("anna");

    var again = siprouter("another good password\n", "add-user", "anna");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.err()).isEqualTo("siprouter: there is a user anna already\n");

    assertThat(siprouter("", "remove-user", "anna"))
        .isEqualTo(new Ran(0, "anna is removed.\n", ""));
    assertThat(login("anna", PASSWORD)).isEqualTo(401);
    assertThat(siprouter("", "remove-user", "anna").exitCode()).isEqualTo(1);
  }

  @Test
  void weakPasswordIsRefusedBeforeItIsSent() {
    for (var weak : new String[] {"short", "aaaaaaaaaaaaaaaa", "i am berta, am i not"}) {
      var refused = siprouter(weak + "\n", "add-user", "berta");
      assertThat(refused.exitCode()).as(weak).isEqualTo(2);
      assertThat(refused.err()).startsWith("a password ").doesNotContain(weak);
    }
    assertThat(siprouter("", "add-user", "berta").err())
        .isEqualTo("siprouter: no password was given on standard input\n");
    assertThat(siprouter("", "users").out()).doesNotContain("berta");
  }

  @Test
  void passwordIsNoArgument() {
    var refused = siprouter("", "add-user", "carl", PASSWORD);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(siprouter("", "add-user", "--help").out()).doesNotContain("--password");
  }

  @Test
  void scopeThatIsNoneIsNamed() {
    var refused = siprouter(PASSWORD + "\n", "add-user", "dora", "--scopes", "everything");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.err()).contains("everything").hasLineCount(1);
  }

  @Test
  void tokenIsShownOnceAndWorksUntilItIsRevoked() throws Exception {
    var made = siprouter("", "token", "create", "lamp", "--scopes", "read");
    assertThat(made.exitCode()).isZero();
    var secret = made.out().strip();
    assertThat(secret).startsWith("sr_").hasLineCount(1);
    assertThat(statusFor(secret)).isEqualTo(200);

    assertThat(siprouter("", "token", "create", "lamp", "--scopes", "read").exitCode())
        .isEqualTo(1);
    var listed = siprouter("", "token", "list");
    assertThat(listed.out()).contains("lamp", "read").doesNotContain(secret);
    assertThat(siprouter("", "token", "list", "--json").out()).doesNotContain(secret);

    assertThat(siprouter("", "token", "revoke", "lamp").exitCode()).isZero();
    assertThat(statusFor(secret)).isEqualTo(401);
    assertThat(siprouter("", "token", "revoke", "lamp").exitCode()).isEqualTo(1);
  }

  @Test
  void printedEntryIsForTheConfigurationAndNeedsNoDaemon() {
    var printed = siprouter(PASSWORD + "\n", "add-user", "emil", "--print");

    var entry = Json.read(printed.out());
    assertThat(entry.path("id").asString()).isEqualTo("emil");
    assertThat(entry.path("passwordHash").asString()).startsWith("$argon2id$");
    assertThat(siprouter("", "users").out()).doesNotContain("emil");
  }

  /** {@code script} gives it a terminal, which shows what is typed unless the program says no. */
  @Test
  void passwordIsNotShownWhileItIsTyped() throws Exception {
    var command = Launched.launcher() + " add-user fritz --state " + state;
    var output = state.resolve("typed.txt");
    var typing =
        new ProcessBuilder("script", "-qec", command, "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (var keyboard = typing.outputWriter(UTF_8)) {
      Launched.awaitText(typing, output, "Password of fritz: ");
      keyboard.write(PASSWORD + "\n");
      keyboard.flush();
      assertThat(typing.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    assertThat(typing.exitValue()).isZero();
    assertThat(Files.readString(output)).contains("fritz can log in.").doesNotContain(PASSWORD);
    assertThat(login("fritz", PASSWORD)).isLessThan(300);
  }
}
