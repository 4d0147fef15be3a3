package io.siprouter.control.stream;

import io.siprouter.control.command.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The picture as a program keeps it: a status, and the events after it by the documented rules. */
final class Copy {

  private ObjectNode status;

  /**
   * Begins with a picture.
   *
   * @param status the data of a {@code status}
   */
  Copy(JsonNode status) {
    this.status = (ObjectNode) status.deepCopy();
  }

  long seq() {
    return status.path("seq").asLong();
  }

  /** Takes an event; one without a gap to what it knows. */
  void apply(JsonNode event) {
    if (event.path("seq").asLong() != seq() + 1) {
      throw new AssertionError("after " + seq() + " came " + event);
    }
    status.set("seq", event.get("seq"));
    var data = (ObjectNode) event.path("data");
    switch (event.path("event").asString()) {
      case "device_registered" -> contact(data);
      case "device_unregistered" -> noContact(data);
      case "provider_state" ->
          find("providers", data.path("provider_id").asString())
              .ifPresent(it -> it.setAll((ObjectNode) without(data, "provider_id")));
      case "call_created" -> created(event, data);
      case "call_ringing" ->
          call(event).filter(it -> !it.has("answered_at")).ifPresent(it -> state(it, "ringing"));
      case "call_answered" ->
          call(event).ifPresent(it -> state(it, "answered").set("answered_at", event.get("ts")));
      case "emergency_call" -> call(event).ifPresent(it -> it.put("emergency", true));
      case "call_ended" -> remove(list("calls"), event.path("call_id").asString());
      case "leg_added" -> legAdded(event, data);
      case "leg_state" -> leg(event).ifPresent(it -> it.setAll(data));
      case "leg_removed" ->
          call(event)
              .ifPresent(it -> remove((ArrayNode) it.get("legs"), event.path("leg_id").asString()));
      default -> {}
    }
  }

  private void contact(ObjectNode data) {
    var device = find("devices", data.path("device_id").asString()).orElseThrow();
    noContact(data);
    ((ArrayNode) device.get("contacts")).add(without(data, "device_id"));
    device.put("registered", true);
  }

  private void noContact(ObjectNode data) {
    var device = find("devices", data.path("device_id").asString()).orElseThrow();
    var contacts = (ArrayNode) device.get("contacts");
    contacts.removeIf(it -> it.path("contact").equals(data.path("contact")));
    device.put("registered", !contacts.isEmpty());
  }

  private void created(JsonNode event, ObjectNode data) {
    var call = Json.object();
    call.set("id", event.get("call_id"));
    state(call, "created").setAll(data);
    call.put("emergency", false);
    call.set("created_at", event.get("ts"));
    call.putArray("legs");
    list("calls").add(call);
  }

  private void legAdded(JsonNode event, ObjectNode data) {
    var leg = Json.object();
    leg.set("id", event.get("leg_id"));
    state(leg, "added").put("codec", "").put("muted", false).put("held_by", "").setAll(data);
    call(event).ifPresent(it -> ((ArrayNode) it.get("legs")).add(leg));
  }

  private static ObjectNode state(ObjectNode thing, String state) {
    return thing.put("state", state);
  }

  private static JsonNode without(ObjectNode data, String field) {
    return data.deepCopy().without(field);
  }

  private Optional<ObjectNode> call(JsonNode event) {
    return find("calls", event.path("call_id").asString());
  }

  private Optional<ObjectNode> leg(JsonNode event) {
    return call(event).flatMap(it -> find(it.get("legs"), event.path("leg_id").asString()));
  }

  private Optional<ObjectNode> find(String list, String id) {
    return find(list(list), id);
  }

  private static Optional<ObjectNode> find(JsonNode list, String id) {
    return list.valueStream()
        .filter(it -> it.path("id").asString().equals(id))
        .map(ObjectNode.class::cast)
        .findFirst();
  }

  private static void remove(ArrayNode list, String id) {
    list.removeIf(it -> it.path("id").asString().equals(id));
  }

  private ArrayNode list(String name) {
    return (ArrayNode) status.get(name);
  }

  JsonNode picture() {
    return status;
  }
}
