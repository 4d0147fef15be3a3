package io.siprouter.control.audit;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Hides what must not be written down, by the names of fields, and of headers in fields {@code
 * name} with a {@code value} beside it. Digits that are sent may open a door or a bank.
 */
final class Masking {

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(password|secret|token|hash|pin|cookie|digits|authorization|credentials?"
              + "|(api|auth|access|private)[-_]?key)",
          Pattern.CASE_INSENSITIVE);
  private static final StringNode HIDDEN = StringNode.valueOf("(hidden)");

  private Masking() {}

  /** Hides secrets in place. */
  static void apply(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream()
          .filter(name -> SECRET.matcher(name).matches())
          .filter(name -> !object.get(name).isBoolean())
          .toList()
          .forEach(name -> object.set(name, HIDDEN));
      if (object.has("value") && SECRET.matcher(object.path("name").asString("")).matches()) {
        object.set("value", HIDDEN);
      }
    }
    node.forEach(Masking::apply);
  }
}
