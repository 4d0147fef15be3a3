package io.siprouter.control.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigLoader;
import io.siprouter.control.command.Json;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.feed.RunInfo;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.SecurityBan;
import io.siprouter.core.history.CallRecord;
import io.siprouter.core.loop.EventLoops;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as the configuration has them, told of what the engine says. */
class HookListenerTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path state;

  @Test
  void receiverIsToldTheWordsOfTheWebSocket() throws Exception {
    try (var receiver = Receiver.start();
        var events = new EventBus(EventLoops.virtual(), CLOCK);
        var hooks = new Webhooks(config(receiver, "\"call_ringing\"").webhooks(), state, CLOCK);
        var feed = feed(events, receiver)) {
      feed.join(new HookListener(hooks, CLOCK));
      events.publish(new SecurityBan("192.0.2.1", 9, Instant.EPOCH));
      events.publish(new CallRinging("k3-1"));

      var request = receiver.next();
      var event = Json.read(request.body());

      assertThat(event.path("event").asString()).isEqualTo("call_ringing");
      assertThat(event.path("call_id").asString()).isEqualTo("k3-1");
      assertThat(event.path("event_id").asString())
          .isEqualTo(request.header("X-Siprouter-Event-Id"))
          .endsWith("-2");
      assertThat(receiver.waiting()).isZero();
    }
  }

  private static EventFeed feed(EventBus events, Receiver receiver) throws Exception {
    var run = new RunInfo("test", "boot", Instant.EPOCH);
    return new EventFeed(run, config(receiver, "\"dtmf\""), events, EventLoops.virtual());
  }

  @Test
  void receiverIsToldOfEachCallThatIsInTheHistory() throws Exception {
    try (var receiver = Receiver.start();
        var hooks = new Webhooks(config(receiver, "\"call_recorded\"").webhooks(), state, CLOCK)) {
      new HookRecorder(hooks, "boot").accept(recorded());

      var request = receiver.next();
      var event = Json.read(request.body());

      assertThat(event.path("event_id").asString())
          .isEqualTo(request.header("X-Siprouter-Event-Id"))
          .isEqualTo("boot-call_recorded-k3-1");
      assertThat(event.path("data").path("cause").asString()).isEqualTo("caller_hangup");
    }
  }

  private static CallRecord recorded() {
    return new CallRecord(
        "k3-1",
        "internal",
        "device",
        "desk",
        "101",
        "",
        "102",
        "102",
        Optional.empty(),
        "",
        false,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Instant.EPOCH,
        0,
        "caller_hangup",
        0,
        List.of());
  }

  @Test
  void everyEventThatCanBeWantedExists() throws Exception {
    var names = EventNames.all().stream().filter(it -> !EventNames.isMeter(it)).map(EventNames::of);

    assertThat(wantable())
        .isNotEmpty()
        .isSubsetOf(Stream.concat(names, Stream.of("call_recorded")).toList());
  }

  private static List<String> wantable() throws Exception {
    try (var schema = AppConfig.class.getResourceAsStream("config.schema.json")) {
      return new JsonMapper()
          .readTree(Objects.requireNonNull(schema))
          .at("/$defs/webhook/properties/events/items/enum")
          .valueStream()
          .map(JsonNode::asString)
          .toList();
    }
  }

  private static AppConfig config(Receiver receiver, String events) throws Exception {
    return ConfigLoader.parse(
        """
        {"webhooks": [{"id": "one", "url": "%s", "secret": "hook-secret", "events": [%s]}]}
        """
            .formatted(receiver.url(), events));
  }
}
