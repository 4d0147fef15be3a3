package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command line says of calls at any time, from the file alone. */
class ExplainCommandTest {

  private static final String CONFIG =
      """
      {
        "providers": [{"id": "carrier", "domain": "c.example", "username": "c", "password": "p"}],
        "devices": [
          {"id": "office", "extension": "101", "username": "o", "password": "p"},
          {"id": "porter", "extension": "102", "username": "p", "password": "p"}
        ],
        "schedules": [
          {"id": "hours", "timezone": "Europe/Berlin", "holidays": ["--12-25"],
           "weekly": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:30"}]}
        ],
        "routes": [
          {"id": "day", "match": {"direction": "inbound", "schedule": "hours"},
           "action": {"devices": ["office"]}},
          {"id": "night", "match": {"direction": "inbound"}, "action": {"devices": ["porter"]}}
        ]
      }
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("config.json"), CONFIG);
  }

  private int explain(String... arguments) {
    var usual = Stream.of("explain", "030123", "--config", folder + "/config.json");
    return new CommandLine(new Cli())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(errors))
        .execute(Stream.concat(usual, Stream.of(arguments)).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-24T17:29+01:00, 'yes  matches, hours is open until 17:30'",
    "2026-12-24T17:30+01:00, no   hours is closed until Monday 09:00",
    "2026-12-25T10:00+01:00, no   hours is closed until Monday 09:00",
    "2026-12-25T10:00:00.5Z, no   hours is closed until Monday 09:00",
  })
  void callIsExplainedAtAnyTime(String at, String verdict) {
    assertThat(explain("--provider", "carrier", "--at", at)).isZero();
    assertThat(out.toString()).contains(verdict).containsPattern("(?m)^at 2026-12-2[45]T");
  }

  @Test
  void momentIsToldToProgramsToo() {
    assertThat(explain("--json", "--provider", "carrier", "--at", "2026-12-25T10:00+01:00"))
        .isZero();
    assertThat(out.toString())
        .contains("\"at\":\"2026-12-25T09:00:00Z\"")
        .contains(
            "\"schedule\":{\"id\":\"hours\",\"name\":\"hours\",\"timezone\":\"Europe/Berlin\","
                + "\"open\":false,\"until\":\"2026-12-28T08:00:00Z\"}");
  }

  @Test
  void deviceIsMeantByItsIdOrItsExtension() {
    assertThat(explain("--from", "102")).isZero();
    assertThat(out.toString()).startsWith("Call from device porter (102) to 030123");
    assertThat(explain("--from", "nobody")).isEqualTo(2);
    assertThat(errors.toString()).startsWith("there is no device nobody, but [office, porter]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-12-25", "2026-12-25T10:00", "+12026-12-25T10:00Z"})
  void whatIsNoTimeIsAWrongCommandLine(String at) {
    assertThat(explain("--provider", "carrier", "--at", at)).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith("--at is \"" + at + "\", which is no time of RFC 3339, such as 2026-12-25T");
  }
}
