package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.siprouter.config.route.RouteQuestion;
import io.siprouter.control.api.ControlClient;
import io.siprouter.control.command.Json;
import io.siprouter.control.stream.TestStream;
import io.siprouter.core.call.Explainer;
import io.siprouter.core.explain.Explanation;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a running daemon says about calls to come, and about those that are over. */
class RecordsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir static Path state;
  private static RunningDaemon daemon;
  private static ControlClient client;
  private static ScriptedPhone desk;

  @BeforeAll
  static void start() throws Exception {
    daemon = RunningDaemon.start(state);
    client = new ControlClient(state);
    desk = daemon.phone101();
    desk.register();
    assertThat(desk.awaitRegistration(LIMIT)).isPresent();
  }

  @AfterAll
  static void stop() {
    desk.close();
    client.close();
    daemon.close();
  }

  private static JsonNode explain(String query) throws IOException {
    return client.get("/api/v1/routes/explain?" + query);
  }

  @Test
  void daemonExplainsWhoRings() throws IOException {
    var explanation = Json.as(Explanation.class, explain("from=hall&to=101"));
    var alone =
        new Explainer(daemon.engine().config())
            .explain(new RouteQuestion.FromDevice("hall", "101", explanation.at()));

    assertThat(explanation.now())
        .get()
        .extracting(Explanation.Course::reason)
        .isEqualTo("1 phone rings");
    assertThat(explanation.phones().getFirst().contacts().orElseThrow().getFirst().invite())
        .startsWith("INVITE sip:");
    assertThat(alone.now()).isEqualTo(Optional.empty());
    assertThat(explanation.decision()).isEqualTo(alone.decision());
    assertThat(explanation.steps()).isEqualTo(alone.steps());
  }

  @Test
  void plusSignThatBecameABlankIsOneAgain() throws IOException {
    assertThat(explain("to=+4930123").path("number").asString()).isEqualTo("+4930123");
    assertThat(explain("to=%2B4930123").path("number").asString()).isEqualTo("+4930123");
  }

  @Test
  void callsAreExplainedNowOrAtAnotherMoment() throws Exception {
    var before = Instant.now();
    try (var stream = new TestStream(state)) {
      var now = stream.ask("explain", Map.of("to", "101")).path("result");
      var then = stream.ask("explain", Map.of("to", "101", "at", "2026-12-25T10:00:00+01:00"));
      var never = stream.ask("explain", Map.of("to", "101", "at", "2026-13-25T10:00:00+01:00"));

      assertThat(Instant.parse(now.path("at").asString())).isBetween(before, Instant.now());
      assertThat(then.path("result").path("at").asString()).isEqualTo("2026-12-25T09:00:00Z");
      assertThat(never.path("error").path("code").asString()).isEqualTo("bad_field");
      assertThat(never.path("error").path("field").asString()).isEqualTo("at");
    }
    assertThat(explain("to=101&at=2026-12-25T10:00:00+01:00").path("at").asString())
        .isEqualTo("2026-12-25T09:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "routes/explain?from=101              | to",
        "routes/explain?to=1&from=nobody      | from",
        "routes/explain?to=1&provider=nobody  | provider",
        "routes/explain?to=1&from=101&provider=x | from",
        "routes/explain?to=1&at=noon          | at",
        "routes/explain?to=1&at=2026-02-29T10:00:00Z | at",
        "routes/explain?to=1&at=2026-12-25T10:00:00 | at",
        "routes/explain?to=1&at=              | at",
        "history?since=yesterday              | since",
        "history?until=2026-13-01T00:00:00Z   | until",
        "history?cursor=../../etc             | cursor",
        "history?limit=0                      | limit",
        "history?limit=501                    | limit",
        "history?direction=sideways           | direction",
        "history?answered=perhaps             | answered",
      })
  void wrongArgumentIsNamed(String path, String field) {
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/" + path.strip()))
        .withMessageStartingWith(field);
  }

  @Test
  void callThatIsOverIsInTheHistory() throws Exception {
    desk.dial("*43");
    assertThat(desk.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
    desk.hangUp();
    var call = awaitCall("number=*43");

    assertThat(call.path("cause").asString()).isEqualTo("caller_hangup");
    assertThat(call.path("source_id").asString()).isEqualTo("desk");
    assertThat(call.path("legs").size()).isEqualTo(2);
    assertThat(client.get("/api/v1/history/" + call.path("id").asString())).isEqualTo(call);
    assertThat(client.get("/api/v1/history?answered=false&number=*43").path("items").size())
        .isZero();
    assertThatIOException()
        .isThrownBy(() -> client.get("/api/v1/history/nobody"))
        .withMessage("there is no call nobody in the history");
  }

  @Test
  void configurationIsComparedByTheCallsOfThePast() throws Exception {
    desk.dial("102");
    assertThat(desk.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    awaitCall("number=102");
    var config = (ObjectNode) client.get("/api/v1/config");
    ((ArrayNode) config.get("devices")).remove(1);

    var diff = client.post("/api/v1/config/diff", config).orElseThrow();

    assertThat(diff.path("rerouted").path(0).path("number").asString()).isEqualTo("102");
    assertThat(diff.path("rerouted").path(0).path("lost").asBoolean()).isTrue();
  }

  private static JsonNode awaitCall(String query) throws IOException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      var items = client.get("/api/v1/history?" + query).path("items");
      if (!items.isEmpty()) {
        return items.path(0);
      }
    }
    throw new AssertionError("no call in the history in time");
  }
}
