package io.siprouter.control.feed;

import io.siprouter.control.command.Json;
import io.siprouter.core.event.ServerEvent;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes events as they go over a WebSocket. Any thread. */
final class EventText {

  private final String bootId;

  EventText(String bootId) {
    this.bootId = bootId;
  }

  /** An event that has its place in the stream. */
  String counted(long seq, ServerEvent event, Instant at) {
    var text = Json.object().put("seq", seq);
    return written(text, event, at, Optional.of(bootId + "-" + seq));
  }

  /** An event for those who asked for it, which has none. */
  String uncounted(ServerEvent event, Instant at) {
    return written(Json.object(), event, at, Optional.empty());
  }

  private static String written(
      ObjectNode text, ServerEvent event, Instant at, Optional<String> eventId) {
    var data = Json.object(event);
    text.put("event", event.name());
    eventId.ifPresent(id -> text.put("event_id", id));
    text.put("ts", at.toString());
    lift(data, text, "call_id");
    lift(data, text, "leg_id");
    text.set("data", data);
    return text.toString();
  }

  private static void lift(ObjectNode data, ObjectNode text, String field) {
    Optional.ofNullable(data.remove(field)).ifPresent(value -> text.set(field, value));
  }

  /** What the stream itself says. */
  String own(String name, Object data) {
    var text = Json.object().put("event", name);
    text.set("data", Json.object(data));
    return text.toString();
  }
}
