package io.siprouter.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known about providers: files of defaults, each put under the fields that a configuration
 * gives itself. The schema lists their names; what they say is checked like everything else.
 */
final class Profiles {
  private static final Pattern NAME = Pattern.compile("[a-z]{1,32}");

  private Profiles() {}

  /** Puts the fields of each provider's profile under its own; unknown profiles are passed over. */
  static void apply(JsonNode config) {
    config
        .path("providers")
        .forEach(provider -> named(provider).ifPresent(profile -> putUnder(provider, profile)));
  }

  private static Optional<JsonNode> named(JsonNode provider) {
    var name = provider.path("profile");
    return name.isString()
        ? read(name.stringValue()).map(file -> file.path("provider"))
        : Optional.empty();
  }

  /** The file of a profile. */
  static Optional<JsonNode> read(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (var in = Profiles.class.getResourceAsStream("profiles/" + name + ".json")) {
      return in == null ? Optional.empty() : Optional.of(JsonMapper.shared().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void putUnder(JsonNode own, JsonNode defaults) {
    if (own instanceof ObjectNode object) {
      defaults.forEachEntry((name, value) -> putUnder(object, name, value));
    }
  }

  private static void putUnder(ObjectNode own, String name, JsonNode value) {
    if (!own.has(name)) {
      own.set(name, value.deepCopy());
    } else if (value.isObject()) {
      putUnder(own.get(name), value);
    }
  }
}
