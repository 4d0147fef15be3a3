package io.siprouter.control.docs;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares an answer with the one a document shows. Every field shown has to be there and be alike;
 * the answer may have more, and a list whose last item is an ellipsis more items. A number stands
 * for any number, a time for any time, and a shortened text for what {@link Names} knows.
 */
final class Likeness {

  private final Names names;

  Likeness(Names names) {
    this.names = names;
  }

  /** Where messages differ, whose headers are all there and whose bodies are JSON or left out. */
  Optional<String> difference(HttpMessage shown, HttpMessage real) {
    if (!areAlike(shown.first(), real.first())) {
      return Optional.of("it begins with " + real.first());
    }
    for (var name : shown.headerNames()) {
      var value = real.header(name);
      if (value.filter(it -> areAlike(shown.header(name).orElse(""), it)).isEmpty()) {
        return Optional.of(name + " is " + value.orElse("not there"));
      }
    }
    return shown.body().isEmpty()
        ? Optional.empty()
        : difference(read(shown.body()), read(real.body()));
  }

  private static JsonNode read(String text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new AssertionError("not one JSON value: " + text, e);
    }
  }

  /** Where both differ; empty where they do not. */
  Optional<String> difference(JsonNode shown, JsonNode real) {
    return difference(shown, real, "$");
  }

  private Optional<String> difference(JsonNode shown, JsonNode real, String path) {
    if (shown.isObject()) {
      return ofObjects(shown, real, path);
    }
    if (shown.isArray()) {
      return ofArrays(shown, real, path);
    }
    return areAlike(shown, real) ? Optional.empty() : Optional.of("%s is %s".formatted(path, real));
  }

  private boolean areAlike(JsonNode shown, JsonNode real) {
    if (shown.isString() && real.isString()) {
      return areAlike(shown.asString(), real.asString());
    }
    return shown.isNumber() ? real.isNumber() : shown.equals(real);
  }

  private boolean areAlike(String shown, String real) {
    return isTime(shown) ? isTime(real) : names.accept(shown, real);
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).isAfter(Instant.EPOCH);
    } catch (DateTimeParseException _) {
      return false;
    }
  }

  private Optional<String> ofObjects(JsonNode shown, JsonNode real, String path) {
    return shown.properties().stream()
        .map(
            field ->
                difference(
                    field.getValue(), real.path(field.getKey()), path + '.' + field.getKey()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> ofArrays(JsonNode shown, JsonNode real, String path) {
    boolean isOpen = !shown.isEmpty() && shown.get(shown.size() - 1).asString("").equals("…");
    int items = isOpen ? shown.size() - 1 : shown.size();
    if (isOpen ? real.size() < items : real.size() != items) {
      return Optional.of("%s has %d items".formatted(path, real.size()));
    }
    for (int i = 0; i < items; i++) {
      var found = difference(shown.get(i), real.get(i), "%s[%d]".formatted(path, i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
