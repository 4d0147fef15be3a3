package io.siprouter.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.api.ControlClient;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Programs at WebSockets of a daemon at which real phones are. */
class StreamIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int MANY = 100_000; // more than sockets and queues hold

  @TempDir private Path state;
  private RunningDaemon daemon;
  private ScriptedPhone desk;
  private ScriptedPhone hall;

  @BeforeEach
  void start() throws Exception {
    daemon = RunningDaemon.start(state);
    desk = registered(daemon.phone101());
    hall = registered(daemon.phone102());
    hall.onRing(new RingReaction.PickUp());
    desk.onRing(new RingReaction.PickUp());
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(SOON)).isPresent();
    return phone;
  }

  @AfterEach
  void stop() {
    desk.close();
    hall.close();
    daemon.close();
  }

  @Test
  void greetsThenShowsThePictureThenTellsWhatHappens() throws Exception {
    try (var stream = new TestStream(state)) {
      var hello = stream.next();
      var status = stream.next();

      assertThat(hello.path("event").asString()).isEqualTo("hello");
      assertThat(hello.path("data").path("scopes")).hasSize(5);
      assertThat(status.path("event").asString()).isEqualTo("status");
      assertThat(status.path("data").path("devices").path(0).path("registered").asBoolean())
          .isTrue();
      assertThat(status.path("data").path("boot_id")).isEqualTo(hello.path("data").path("boot_id"));

      var made = stream.ask("make_call", Map.of("from", "101", "to", "102", "wait", "answered"));

      assertThat(made.path("ok").asBoolean()).describedAs(made.toString()).isTrue();
      assertThat(made.path("result").path("state").asString()).isEqualTo("answered");
      assertThat(made.path("result").path("legs")).hasSize(2);
      var id = made.path("result").path("id").asString();
      assertThat(stream.ask("hangup", Map.of("id", id)).path("ok").asBoolean()).isTrue();
      var ended = stream.awaitEvent("call_ended");
      assertThat(ended.path("call_id").asString()).isEqualTo(id);
      assertThat(ended.path("data").path("cause").asString()).isEqualTo("api");
      assertThat(ended.path("event_id").asString())
          .isEqualTo(
              hello.path("data").path("boot_id").asString() + "-" + ended.path("seq").asLong());
    }
  }

  @Test
  void pictureAndEventsAddUpToEveryLaterPicture() throws Exception {
    try (var stream = new TestStream(state);
        var rest = new ControlClient(state)) {
      var copy = new Copy(stream.awaitEvent("status").path("data"));
      for (int i = 0; i < 4; i++) {
        var id = makeCall(stream, copy, i % 2 == 0 ? "101" : "102", i % 2 == 0 ? "102" : "101");
        assertSame(copy, stream, rest);
        stream.send("hangup", Map.of("id", id));
        follow(stream, copy, "call_ended");
        assertThat(desk.awaitState(PhoneState.Ended.class, SOON)).isPresent();
        assertThat(hall.awaitState(PhoneState.Ended.class, SOON)).isPresent();
      }
      assertSame(copy, stream, rest);
    }
  }

  private static String makeCall(TestStream stream, Copy copy, String from, String to)
      throws Exception {
    stream.send("make_call", Map.of("from", from, "to", to));
    var answered = follow(stream, copy, "call_answered");
    return answered.path("call_id").asString();
  }

  /** Applies all events without a gap until one of a name has been applied. */
  private static JsonNode follow(TestStream stream, Copy copy, String until)
      throws InterruptedException {
    var event = stream.await(it -> it.has("seq"));
    copy.apply(event);
    while (!event.path("event").asString().equals(until)) {
      event = stream.await(it -> it.has("seq"));
      copy.apply(event);
    }
    return event;
  }

  private static void assertSame(Copy copy, TestStream stream, ControlClient rest)
      throws Exception {
    var fresh = rest.get("/api/v1/status");
    while (copy.seq() < fresh.path("seq").asLong()) {
      copy.apply(stream.await(it -> it.has("seq")));
    }
    assertThat(copy.picture()).isEqualTo(fresh);
  }

  @Test
  void programThatComesBackIsToldWhatItHasMissed() throws Exception {
    Copy copy;
    String bootId;
    try (var first = new TestStream(state)) {
      bootId = first.next().path("data").path("boot_id").asString();
      copy = new Copy(first.next().path("data"));
    }
    try (var other = new TestStream(state);
        var rest = new ControlClient(state)) {
      other.ask("make_call", Map.of("from", "101", "to", "102", "wait", "answered"));

      try (var again = new TestStream(state)) {
        again.awaitEvent("status");
        again.send("resume_stream", Map.of("boot_id", bootId, "after", copy.seq()));
        assertSame(copy, again, rest);
      }
    }
  }

  @Test
  void eventsOfAnotherRunAreNotKnown() throws Exception {
    try (var stream = new TestStream(state)) {
      stream.awaitEvent("status");

      var answer = stream.ask("resume_stream", Map.of("boot_id", "other", "after", 1));

      assertThat(answer.path("result").path("resumed").asBoolean(true)).isFalse();
      assertThat(stream.awaitEvent("status").path("data").path("devices")).hasSize(2);
    }
  }

  @Test
  void qualityIsForThoseWhoAskForIt() throws Exception {
    try (var stream = new TestStream(state)) {
      stream.awaitEvent("status");
      assertThat(stream.ask("subscribe", Map.of("events", new String[] {"noise"})).toString())
          .contains("\"field\":\"events\"", "quality");
      stream.ask("subscribe", Map.of("events", new String[] {"quality"}));

      stream.ask("make_call", Map.of("from", "101", "to", "102", "wait", "answered"));

      var quality = stream.awaitEvent("quality");
      assertThat(quality.has("seq")).isFalse();
      assertThat(quality.path("data").path("codec").asString()).isEqualTo("PCMU");
    }
  }

  @Test
  void headerThatCannotBeWrittenIsNamed() throws Exception {
    try (var stream = new TestStream(state)) {
      var headers = Map.of("Call-ID", "7", "X-Order", "17");
      var made = stream.ask("make_call", Map.of("from", "101", "to", "102", "headers", headers));

      assertThat(made.path("error").path("status").asInt()).isEqualTo(400);
      assertThat(made.path("error").path("errors").findValuesAsString("field"))
          .containsExactly("headers.Call-ID");
      assertThat(daemon.engine().calls().size()).isZero();
    }
  }

  @Test
  void callThatFailsSaysSoToWhoeverWaitsForIt() throws Exception {
    hall.onRing(new RingReaction.Reject(486));
    try (var stream = new TestStream(state)) {
      var made = stream.ask("make_call", Map.of("from", "101", "to", "102", "wait", "answered"));

      assertThat(made.path("ok").asBoolean(true)).isFalse();
      assertThat(made.path("error").path("code").asString()).isEqualTo("call_ended");
      assertThat(made.path("error").path("sip_status").asInt()).isEqualTo(486);
    }
    assertThat(desk.awaitState(PhoneState.Ended.class, SOON)).isPresent();
  }

  @Test
  void slowReaderIsToldWhatItMissedAndGetsAFreshPicture() throws Exception {
    try (var stream = new TestStream(state);
        var rest = new ControlClient(state)) {
      stream.awaitEvent("status");
      stream.pause();
      publish(MANY);
      assertThat(rest.get("/api/v1/status").path("seq").asLong()).isPositive();

      stream.resume();

      var dropped = stream.awaitEvent("events_dropped").path("data").path("count").asLong();
      var fresh = stream.awaitEvent("status").path("data").path("seq").asLong();
      publish(1);
      assertThat(dropped).isPositive();
      assertThat(stream.await(it -> it.path("seq").asLong() > fresh).path("seq").asLong())
          .isEqualTo(fresh + 1);
    }
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      daemon.engine().events().publish(new ServerEvent.SecurityBan("192.0.2.1", i, Instant.EPOCH));
    }
  }

  @Test
  void callIsMadeAtThePathThatProgramsOfOldKnow() throws Exception {
    try (var rest = new ControlClient(state)) {
      var made = rest.post("/api/call", Map.of("from", "101", "to", "102")).orElseThrow();

      assertThat(made.path("id").asString()).isNotEmpty();
      assertThat(hall.awaitState(PhoneState.Talking.class, SOON)).isPresent();
    }
  }

  @Test
  void wishThatIsSentAgainIsNotDoneAgain() throws Exception {
    try (var stream = new TestStream(state)) {
      stream.awaitEvent("status");
      var wish = "{\"id\":\"%s\",\"cmd\":\"make_call\",\"key\":\"k\",\"args\":%s}";
      var call = "{\"from\":\"101\",\"to\":\"102\"}";
      stream.say(wish.formatted("a", call));
      stream.say(wish.formatted("b", call));
      stream.say(wish.formatted("c", "{\"from\":\"102\",\"to\":\"101\"}"));

      var first = answer(stream, "a").path("result").path("id").asString();
      assertThat(answer(stream, "b").path("result").path("id").asString()).isEqualTo(first);
      assertThat(answer(stream, "c").path("error").path("code").asString()).isEqualTo("key_reused");
      assertThat(daemon.engine().calls().size()).isEqualTo(1);
    }
  }

  private static JsonNode answer(TestStream stream, String id) throws InterruptedException {
    return stream.await(it -> it.path("re").asString("").equals(id));
  }

  @Test
  void whatIsNoCommandIsExplained() throws Exception {
    try (var stream = new TestStream(state)) {
      stream.say("{\"id\": \"1\", \"cmd\": \"make_tea\"}");
      assertThat(stream.await(it -> it.path("re").asString("").equals("1")).toString())
          .contains("\"field\":\"cmd\"", "make_tea");
      stream.say("{\"cmd\": \"status\", \"cdm\": 1}");
      assertThat(stream.await(it -> it.has("error")).toString()).contains("cdm");
      stream.say("[]");
      assertThat(stream.await(it -> it.has("error")).toString()).contains("unreadable");
      assertThat(stream.ask("status", Map.of()).path("ok").asBoolean()).isTrue();
    }
  }
}
