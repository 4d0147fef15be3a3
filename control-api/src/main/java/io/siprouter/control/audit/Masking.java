package io.siprouter.control.audit;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Hides what must not be written down, by the names of fields. */
final class Masking {

  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|token|hash|pin|cookie)", Pattern.CASE_INSENSITIVE);
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
    }
    node.forEach(Masking::apply);
  }
}
