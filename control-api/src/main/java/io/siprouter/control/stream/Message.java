package io.siprouter.control.stream;

import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody says on a WebSocket. */
sealed interface Message {

  Set<String> FIELDS = Set.of("id", "cmd", "args", "key");

  /**
   * It asks for a command.
   *
   * @param id how the asker knows the answer by
   */
  record Asks(
      Optional<String> id, OperationSpec operation, ObjectNode arguments, Optional<String> key)
      implements Message {}

  /** It cannot be understood. */
  record Wrong(Optional<String> id, Problem problem) implements Message {}

  static Message read(String text, Catalogue catalogue) {
    try {
      return Json.read(text) instanceof ObjectNode object
          ? read(object, catalogue)
          : new Wrong(Optional.empty(), Problem.unreadable("an object is needed"));
    } catch (JacksonException e) {
      return new Wrong(Optional.empty(), Problem.unreadable(e.getOriginalMessage()));
    }
  }

  private static Message read(ObjectNode object, Catalogue catalogue) {
    var id = text(object, "id");
    return fault(object)
        .<Message>map(problem -> new Wrong(id, problem))
        .orElseGet(
            () ->
                text(object, "cmd")
                    .flatMap(catalogue::named)
                    .<Message>map(it -> new Asks(id, it, arguments(object), text(object, "key")))
                    .orElseGet(() -> new Wrong(id, unknown(object))));
  }

  private static Optional<Problem> fault(ObjectNode object) {
    for (var field : object.properties()) {
      var name = field.getKey();
      if (!FIELDS.contains(name)) {
        return Optional.of(Problem.badField(name, "is not a known field"));
      }
      var value = field.getValue();
      if (name.equals("args") ? !value.isObject() : !value.isString()) {
        var allowed = name.equals("args") ? "an object" : "a text";
        return Optional.of(Problem.badField(name, "is " + shown(value) + ": " + allowed));
      }
    }
    return Optional.empty();
  }

  private static Problem unknown(ObjectNode object) {
    return Problem.badField(
        "cmd", "is " + shown(object.path("cmd")) + ": asyncapi.json names all commands");
  }

  private static String shown(JsonNode value) {
    var text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }

  private static ObjectNode arguments(ObjectNode object) {
    return object.get("args") instanceof ObjectNode arguments ? arguments : Json.object();
  }

  private static Optional<String> text(ObjectNode object, String name) {
    return object.path(name).stringValueOpt();
  }

  /** The answer to a command. */
  static String answer(Optional<String> id, Reply reply) {
    var text = Json.object();
    id.ifPresent(it -> text.put("re", it));
    text.put("ok", !(reply instanceof Reply.Refused));
    text.set(reply instanceof Reply.Refused ? "error" : "result", Json.tree(reply.value()));
    return text.toString();
  }
}
