package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.api.ControlClient;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Scope;
import io.siprouter.control.stream.TestStream;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The configuration changes while two phones talk, and neither of them notices. */
class ReloadIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** As long as 25 packets of sound. */
  private static final Duration LONGEST_GAP = Duration.ofMillis(500);

  private static final List<String> OTHERS = List.of("103", "105");

  @TempDir private static Path state;
  private static TestSite site;
  private static RunningDaemon daemon;
  private static RestProgram program;
  private static TestStream stream;
  private static CallWatch call;
  private static ControlClient rest;
  private static int messagesOfCall;

  @BeforeAll
  static void start() throws Exception {
    site = TestSite.find(16);
    daemon = RunningDaemon.start(state, site, "", OTHERS);
    program = new RestProgram(daemon.http(), daemon.token("editor", Scope.CONFIG));
    stream = new TestStream(state);
    rest = new ControlClient(state);
    call = CallWatch.begin(daemon);
    messagesOfCall = sipMessagesOfCall();
  }

  @AfterEach
  void putBack() throws Exception {
    assertThat(program.putConfig(site.config("", OTHERS), "*").status()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    call.close();
    rest.close();
    stream.close();
    program.close();
    daemon.close();
  }

  private static int sipMessagesOfCall() throws IOException {
    var id = rest.get("/api/v1/calls").path("items").path(0).path("id").asString();
    return rest.get("/api/v1/trace?call_id=" + id).path("items").size();
  }

  /** Its sound is whole, and no message was sent about it. */
  private void assertCallIsUndisturbed() throws Exception {
    call.assertGoesOn(LONGEST_GAP);
    assertThat(sipMessagesOfCall()).isEqualTo(messagesOfCall);
  }

  private ScriptedPhone registered(String number) throws Exception {
    var phone = daemon.phone(number);
    assertThat(register(phone)).isInstanceOf(PhoneRegistration.Registered.class);
    return phone;
  }

  private static PhoneRegistration register(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    return phone.awaitRegistration(SOON).orElseThrow();
  }

  private static void assertReaches(ScriptedPhone caller, String number, ScriptedPhone callee)
      throws InterruptedException {
    caller.dial(number);
    assertThat(callee.awaitState(PhoneState.Talking.class, SOON)).as(number).isPresent();
    caller.hangUp();
    assertThat(callee.awaitState(PhoneState.Ended.class, SOON)).isPresent();
  }

  private static void assertReachesNobody(ScriptedPhone caller, String number)
      throws InterruptedException {
    caller.dial(number);
    var ended = caller.awaitState(PhoneState.Ended.class, SOON).orElseThrow();
    assertThat(ended).isEqualTo(new PhoneState.Ended(PhoneState.Cause.REFUSED, 404));
  }

  private static ObjectNode ringing(String number, String device) {
    var route = Json.object().put("id", "group").put("name", "group").put("priority", 1);
    route.putObject("match").put("direction", "internal").put("numberPattern", number);
    route.putObject("action").putArray("devices").add(device);
    return route;
  }

  private static void removeDevice(ObjectNode config, String id) {
    config.withArray("devices").removeIf(device -> device.path("id").asString().equals(id));
  }

  private RestProgram.Answer put(ObjectNode wanted) throws Exception {
    var answer = program.putConfig(wanted, program.get("/config").etag());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer;
  }

  @Test
  void devicesAndRoutesComeAndGoByPut() throws Exception {
    var config = (ObjectNode) program.get("/config").body();
    config.putArray("routes").add(ringing("600", "phone-103"));
    put(config);
    try (var spare = registered("103");
        var porch = registered("105");
        var fresh = daemon.phone("104")) {
      assertReaches(porch, "600", spare);

      removeDevice(config, "phone-103");
      config.withArray("devices").add(TestSite.device("phone-104", "104"));
      config.putArray("routes").add(ringing("600", "phone-104"));
      var answer = put(config);

      assertThat(answer.body().path("changes").findValuesAsString("path"))
          .contains("$.devices[?@.id=='phone-103']", "$.devices[?@.id=='phone-104']")
          .anyMatch(path -> path.startsWith("$.routes[?@.id=='group'].action"));
      assertThat(register(fresh)).isInstanceOf(PhoneRegistration.Registered.class);
      assertReaches(porch, "104", fresh);
      assertReaches(porch, "600", fresh);
      assertIsGone(porch);
    }
    assertCallIsUndisturbed();
  }

  private void assertIsGone(ScriptedPhone caller) throws Exception {
    assertReachesNobody(caller, "103");
    assertThat(daemon.engine().registrations().bindings("phone-103")).isEmpty();
    assertThat(rest.get("/api/v1/devices").path("items").findValuesAsString("id"))
        .containsExactly("desk", "hall", "phone-105", "phone-104");
    try (var again = daemon.phone("103")) {
      assertThat(register(again)).isInstanceOf(PhoneRegistration.Refused.class);
    }
  }

  @Test
  void editedFileIsFollowed() throws Exception {
    var file = state.resolve("config.json");
    var config = (ObjectNode) Json.read(Files.readString(file));
    config.withArray("devices").add(TestSite.device("phone-104", "1 0 4"));
    Files.writeString(file, config.toString());

    var rejected = stream.awaitEvent("config_rejected").path("data");

    assertThat(rejected.path("by").asString()).isEqualTo("file");
    assertThat(rejected.path("faults").findValuesAsString("path"))
        .contains("$.devices[4].extension");
    assertThat(daemon.engine().config().device("phone-104")).isEmpty();

    Files.writeString(file, config.toString().replace("1 0 4", "104"));

    assertThat(awaitApplied("$.devices[?@.id=='phone-104']").path("by").asString())
        .isEqualTo("file");
    try (var fresh = registered("104");
        var porch = registered("105")) {
      assertReaches(porch, "104", fresh);
    }
    assertCallIsUndisturbed();
  }

  @Test
  void whatNeedsARestartIsSaidAndWaitsForIt() throws Exception {
    var config = (ObjectNode) program.get("/config").body();
    var sip = (ObjectNode) config.at("/server/sip");
    sip.put("udpPort", sip.path("udpPort").asInt() + 1);

    var answer = put(config);

    assertThat(texts(answer.body().path("restart"))).containsExactly("$.server.sip.udpPort");
    var applied = awaitApplied("$.server.sip.udpPort");
    assertThat(texts(applied.path("restart"))).containsExactly("$.server.sip.udpPort");
    try (var porch = registered("105");
        var spare = registered("103")) {
      assertReaches(porch, "103", spare);
    }
    assertCallIsUndisturbed();
  }

  /** What is told once this alone is different. */
  private static JsonNode awaitApplied(String path) throws InterruptedException {
    return stream
        .await(
            message ->
                message.path("event").asString().equals("config_applied")
                    && texts(message.at("/data/changed")).equals(List.of(path)))
        .path("data");
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }

  @Test
  void earlierConfigurationComesBack() throws Exception {
    var config = (ObjectNode) program.get("/config").body();
    removeDevice(config, "phone-103");
    put(config);
    try (var porch = registered("105")) {
      assertReachesNobody(porch, "103");

      assertThat(program.post("/config/rollback", Map.of()).status()).isEqualTo(200);

      try (var back = registered("103")) {
        assertReaches(porch, "103", back);
      }
    }
    assertCallIsUndisturbed();
  }
}
