package io.siprouter.control.docs;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Compares an answer with the one a document shows. Every field shown has to be there and be alike;
 * the answer may have more. An ellipsis in a text stands for anything, a number for any number.
 */
final class Likeness {

  private static final String ELLIPSIS = "…";

  private Likeness() {}

  /** Where both differ; empty where they do not. */
  static Optional<String> difference(JsonNode shown, JsonNode real) {
    return difference(shown, real, "$");
  }

  private static Optional<String> difference(JsonNode shown, JsonNode real, String path) {
    if (shown.isObject()) {
      return ofObjects(shown, real, path);
    }
    if (shown.isArray()) {
      return ofArrays(shown, real, path);
    }
    return areAlike(shown, real) ? Optional.empty() : Optional.of("%s is %s".formatted(path, real));
  }

  private static boolean areAlike(JsonNode shown, JsonNode real) {
    if (shown.isString() && real.isString()) {
      return isLike(shown.asString(), real.asString());
    }
    return shown.isNumber() ? real.isNumber() : shown.equals(real);
  }

  private static Optional<String> ofObjects(JsonNode shown, JsonNode real, String path) {
    return shown.properties().stream()
        .map(
            field ->
                difference(
                    field.getValue(), real.path(field.getKey()), path + '.' + field.getKey()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> ofArrays(JsonNode shown, JsonNode real, String path) {
    if (real.size() != shown.size()) {
      return Optional.of("%s has %d items".formatted(path, real.size()));
    }
    for (int i = 0; i < shown.size(); i++) {
      var found = difference(shown.get(i), real.get(i), "%s[%d]".formatted(path, i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static boolean isLike(String shown, String real) {
    var pattern = Pattern.quote(shown).replace(ELLIPSIS, "\\E.*\\Q");
    return real.matches("(?s)" + pattern);
  }
}
