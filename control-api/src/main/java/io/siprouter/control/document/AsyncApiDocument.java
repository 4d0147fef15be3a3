package io.siprouter.control.document;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Descriptions;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.Schemas;
import io.siprouter.control.view.StatusView;
import io.siprouter.core.event.EventNames;
import io.siprouter.core.event.ServerEvent;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The WebSocket in the words of AsyncAPI 3. One thread. */
public final class AsyncApiDocument {

  private final SchemaBuilder arguments = Schemas.ofArguments().together();
  private final SchemaBuilder answers = Schemas.ofAnswers().together();
  private final ObjectNode messages = Json.object();

  private AsyncApiDocument() {}

  /**
   * Describes all that is said on a WebSocket.
   *
   * @param address of the WebSocket
   */
  public static ObjectNode of(Catalogue catalogue, String version, String address) {
    return new AsyncApiDocument().document(catalogue, version, address);
  }

  private ObjectNode document(Catalogue catalogue, String version, String address) {
    var document = Json.object().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "siprouter")
        .put("version", version)
        .put("description", "Commands to a siprouter, and what happens there.");
    document.put("defaultContentType", "application/json");
    catalogue.operations().forEach(this::command);
    events().forEach(this::event);
    own();
    channel(document.putObject("channels").putObject("stream"), address);
    operations(document.putObject("operations"), catalogue);
    var components = document.putObject("components");
    components.set("messages", messages);
    var schemas = components.putObject("schemas");
    schemas.setAll(arguments.collectDefinitions("components/schemas"));
    schemas.setAll(answers.collectDefinitions("components/schemas"));
    return document;
  }

  /** All events of the engine. */
  public static List<Class<? extends ServerEvent>> events() {
    return EventNames.all();
  }

  private void command(OperationSpec operation) {
    var message = messages.putObject("command_" + operation.name());
    message.put("name", operation.name());
    Descriptions.of(operation.type()).ifPresent(text -> message.put("summary", text));
    message.put("x-scope", operation.scope().wireName());
    var payload = message.putObject("payload").put("type", "object");
    var properties = payload.putObject("properties");
    properties.putObject("id").put("type", "string");
    var names = properties.putObject("cmd").putArray("enum").add(operation.name());
    operation.aliases().forEach(names::add);
    properties.set("args", arguments.createSchemaReference(operation.type()));
    properties.putObject("key").put("type", "string").put("maxLength", 128);
    payload.put("additionalProperties", false).putArray("required").add("cmd");
  }

  private void event(Class<? extends ServerEvent> event) {
    var name = EventNames.of(event);
    var message = messages.putObject("event_" + name).put("name", name);
    Descriptions.of(event).ifPresent(text -> message.put("summary", text));
    var payload = message.putObject("payload").put("type", "object");
    var properties = payload.putObject("properties");
    var required = payload.putArray("required").add("event").add("ts").add("data");
    if (!EventNames.isMeter(event)) {
      properties.putObject("seq").put("type", "integer");
      properties.putObject("event_id").put("type", "string");
      required.insert(0, "seq");
    }
    properties.putObject("event").put("const", name);
    properties.putObject("ts").put("type", "string").put("format", "date-time");
    var data = Schemas.ofAnswers().alone(event);
    lift(data, properties, "call_id");
    lift(data, properties, "leg_id");
    properties.set("data", data);
  }

  private static void lift(ObjectNode data, ObjectNode properties, String field) {
    if (data.path("properties") instanceof ObjectNode fields && fields.has(field)) {
      properties.set(field, fields.remove(field));
      if (data.path("required") instanceof ArrayNode required) {
        required.removeIf(it -> it.asString().equals(field));
      }
    }
  }

  private void own() {
    said("hello", "Who this is, said first.").put("type", "object");
    messages
        .withObjectProperty("event_status")
        .set("payload", envelope("status", answers.createSchemaReference(StatusView.class)));
    messages.withObjectProperty("event_status").put("summary", "The whole picture.");
    said("events_dropped", "So many events were left out for want of room; a status follows.")
        .put("type", "object");
    var answer = messages.putObject("answer").put("summary", "What came of a command.");
    var payload = answer.putObject("payload").put("type", "object");
    var properties = payload.putObject("properties");
    properties.putObject("re").put("type", "string");
    properties.putObject("ok").put("type", "boolean");
    properties.putObject("result");
    properties.putObject("error").put("type", "object");
    payload.putArray("required").add("ok");
  }

  private ObjectNode said(String name, String summary) {
    var data = Json.object();
    messages
        .putObject("event_" + name)
        .put("name", name)
        .put("summary", summary)
        .set("payload", envelope(name, data));
    return data;
  }

  private static ObjectNode envelope(String name, ObjectNode data) {
    var payload = Json.object().put("type", "object");
    var properties = payload.putObject("properties");
    properties.putObject("event").put("const", name);
    properties.set("data", data);
    payload.putArray("required").add("event").add("data");
    return payload;
  }

  private void channel(ObjectNode channel, String address) {
    channel.put("address", address);
    var list = channel.putObject("messages");
    messages.propertyNames().forEach(name -> refer(list, name, "#/components/messages/" + name));
    channel
        .putObject("bindings")
        .putObject("ws")
        .put("method", "GET")
        .put("bindingVersion", "0.1.0");
  }

  private static void refer(ObjectNode in, String name, String target) {
    in.putObject(name).put("$ref", target);
  }

  private void operations(ObjectNode operations, Catalogue catalogue) {
    var receive = operation(operations, "command", "receive");
    catalogue
        .operations()
        .forEach(it -> receive.addObject().put("$ref", of("command_" + it.name())));
    var send = operation(operations, "tell", "send");
    messages.propertyNames().stream()
        .filter(name -> !name.startsWith("command_"))
        .forEach(name -> send.addObject().put("$ref", of(name)));
  }

  private static String of(String message) {
    return "#/channels/stream/messages/" + message;
  }

  private static ArrayNode operation(ObjectNode operations, String name, String action) {
    var operation = operations.putObject(name).put("action", action);
    operation.putObject("channel").put("$ref", "#/channels/stream");
    return operation.putArray("messages");
  }
}
