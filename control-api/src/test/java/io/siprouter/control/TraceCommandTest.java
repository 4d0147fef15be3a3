package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the command line shows of the SIP of a daemon with a phone. */
class TraceCommandTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path state;
  private RunningDaemon daemon;
  private ScriptedPhone phone;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
    phone = daemon.phone101();
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT)).isPresent();
  }

  @AfterEach
  void stop() {
    phone.close();
    daemon.close();
  }

  @Test
  void messagesAreShownWithoutSecrets() {
    assertThat(trace("--method", "register"))
        .containsPattern("recv udp 127\\.0\\.0\\.1:\\d+\n?")
        .contains("REGISTER sip:", "SIP/2.0 401 Unauthorized", "SIP/2.0 200 OK", "response=\"****")
        .doesNotContainPattern("response=\"?[0-9a-f]");
    assertThat(trace("--method", "register", "--code", "4xx"))
        .contains("SIP/2.0 401 Unauthorized")
        .doesNotContain("SIP/2.0 200 OK");
    assertThat(trace("--remote", "192.0.2.1")).isEmpty();
  }

  @Test
  void messagesAreShownAsJson() {
    assertThat(trace("--json", "--limit", "1").lines())
        .singleElement()
        .asString()
        .contains(
            "\"direction\":\"send\"", "\"transport\":\"udp\"", "\"message\":\"SIP/2.0 200 OK");
  }

  @Test
  void callIsDrawnAsLadder() throws Exception {
    phone.dial("*43");
    assertThat(phone.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
    phone.hangUp();
    assertThat(phone.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    var call =
        trace("--json", "--method", "BYE").replaceAll("(?s).*\"call_id\":\"([^\"]+)\".*", "$1");

    assertThat(trace("--call", call))
        .startsWith("Call " + call)
        .contains("101 -> *43", "INVITE (SDP)", "200 OK (SDP)", "RTP PCMU");
    assertThat(trace("--call", call, "--json"))
        .contains("\"kind\":\"media\"", "\"codec\":\"PCMU\"");
  }

  @Test
  void messagesAreWrittenIntoAFile() throws Exception {
    var file = state.resolve("trace.pcap");

    trace("--pcap", file.toString());

    assertThat(Files.readAllBytes(file)).startsWith(0xd4, 0xc3, 0xb2, 0xa1);
  }

  @Test
  void strangerIsToldWhatIsNotRemembered() {
    var errors = new StringWriter();
    var status =
        new CommandLine(new Cli())
            .setErr(new PrintWriter(errors))
            .setExecutionExceptionHandler(
                (e, line, _) -> {
                  line.getErr().print(e.getMessage());
                  return 1;
                })
            .execute("trace", "--call", "none", "--state", state.toString());

    assertThat(status).isEqualTo(1);
    assertThat(errors).hasToString("nothing is remembered of a call none");
  }

  private String trace(String... arguments) {
    var out = new StringWriter();
    var line = Stream.of(Stream.of("trace", "--state", state.toString()), Stream.of(arguments));
    var status =
        new CommandLine(new Cli())
            .setOut(new PrintWriter(out))
            .execute(line.flatMap(it -> it).toArray(String[]::new));

    assertThat(status).isZero();
    return out.toString();
  }
}
