package io.siprouter.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A place in a configuration that may be wrong: whatever is not there or of another type reads as
 * empty, because the schema reports it.
 *
 * @param path JSON path
 */
record Located(String path, JsonNode node) {
  private static final int SHOWN_LENGTH = 80;
  private static final Pattern SIMPLE_NAME = Pattern.compile("\\w+");

  static Located root(JsonNode node) {
    return new Located("$", node);
  }

  Located at(String field) {
    return new Located(step(path, field), node.path(field));
  }

  static String step(String path, String field) {
    return path + (SIMPLE_NAME.matcher(field).matches() ? "." + field : "['" + field + "']");
  }

  Stream<Located> items() {
    return node.isArray()
        ? IntStream.range(0, node.size())
            .mapToObj(i -> new Located(path + "[" + i + "]", node.get(i)))
        : Stream.empty();
  }

  /** The names of what an object holds. */
  Stream<String> names() {
    return node.isObject() ? node.propertyNames().stream() : Stream.empty();
  }

  boolean has(String field) {
    return node.has(field);
  }

  Optional<String> text() {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  /** An integer as JSON Schema means it: 5060.0 is one. */
  OptionalInt number() {
    var isInteger = node.canConvertToExactIntegral() && node.canConvertToInt();
    return isInteger ? OptionalInt.of(node.intValue()) : OptionalInt.empty();
  }

  /** A fault of the value here. */
  Fault fault(String allowed) {
    return new Fault(path, "is " + shown(node), allowed);
  }

  /** A fault of the value here, saying more about it. */
  Fault fault(String detail, String allowed) {
    return new Fault(path, "is " + shown(node) + " " + detail, allowed);
  }

  /** A value for people: as JSON, cut where it is long; never the inside of an object or array. */
  static String shown(JsonNode node) {
    if (node.isObject()) {
      return "an object";
    }
    if (node.isArray()) {
      return node.isEmpty() ? "an empty array" : "an array";
    }
    if (node.isFloatingPointNumber() && Double.isInfinite(node.doubleValue())) {
      return "a number beyond all bounds";
    }
    var json = node.toString();
    return json.length() <= SHOWN_LENGTH ? json : json.substring(0, SHOWN_LENGTH) + "...";
  }
}
