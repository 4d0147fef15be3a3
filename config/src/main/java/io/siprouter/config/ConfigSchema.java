package io.siprouter.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of the configuration: the one place of fields, ranges, descriptions and defaults.
 *
 * <p>In it {@code title} says in words what a value may be, where {@code type} and range do not.
 */
final class ConfigSchema {
  private static final String RESOURCE = "config.schema.json";

  private final JsonNode document;
  private final Schema schema;

  private ConfigSchema(JsonNode document) {
    this.document = document;
    var settings = SchemaRegistryConfig.builder().pathType(PathType.JSON_PATH).build();
    this.schema =
        SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(settings))
            .getSchema(document);
  }

  static ConfigSchema load() {
    try (InputStream in = ConfigSchema.class.getResourceAsStream(RESOURCE)) {
      return new ConfigSchema(JsonMapper.shared().readTree(Objects.requireNonNull(in, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What a schema refers to; itself if it refers to nothing. */
  JsonNode resolve(JsonNode subschema) {
    var reference = subschema.path("$ref");
    return reference.isString() ? document.at(reference.stringValue().substring(1)) : subschema;
  }

  /** Everything the schema finds wrong. */
  List<Fault> check(JsonNode config) {
    return schema.validate(config).stream().map(this::fault).distinct().toList();
  }

  /** Puts the default of every field that is left out into the configuration. */
  void fillDefaults(JsonNode config) {
    fill(config, document);
  }

  private void fill(JsonNode value, JsonNode subschema) {
    var resolved = resolve(subschema);
    if (value instanceof ObjectNode object) {
      resolved.path("properties").forEachEntry((name, field) -> fillField(object, name, field));
    } else if (value.isArray()) {
      value.forEach(item -> fill(item, resolved.path("items")));
    }
  }

  private void fillField(ObjectNode object, String name, JsonNode field) {
    if (!object.has(name) && field.has("default")) {
      object.set(name, field.get("default").deepCopy());
    }
    fill(object.path(name), field);
  }

  private Fault fault(Error error) {
    var path = error.getInstanceLocation().toString();
    var owner = document.at(error.getSchemaLocation().getFragment().getParent().toString());
    var fields = owner.path("properties");
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          new Fault(Located.step(path, error.getProperty()), "is not a known field", names(fields));
      case "required" ->
          new Fault(
              path + "." + error.getProperty(),
              "is missing",
              allowed(fields.path(error.getProperty())));
      default -> new Fault(path, "is " + shown(owner, error.getInstanceNode()), allowed(owner));
    };
  }

  private static String names(JsonNode fields) {
    return String.join(", ", fields.propertyNames());
  }

  private static String shown(JsonNode owner, JsonNode value) {
    return owner.path("writeOnly").booleanValue(false) && !value.isContainer()
        ? "(hidden)"
        : Located.shown(value);
  }

  /** What a value may be, in words. */
  String allowed(JsonNode subschema) {
    var resolved = subschema.has("title") ? subschema : resolve(subschema);
    if (resolved.has("title")) {
      return resolved.get("title").stringValue();
    }
    if (resolved.has("enum")) {
      return resolved
          .get("enum")
          .valueStream()
          .map(JsonNode::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (resolved.path("type").asString()) {
      case "integer" ->
          "an integer from " + resolved.get("minimum") + " to " + resolved.get("maximum");
      case "boolean" -> "true or false";
      case "object" -> "an object";
      case "array" -> "an array of up to " + resolved.get("maxItems");
      default -> resolved.get("minLength") + " to " + resolved.get("maxLength") + " characters";
    };
  }
}
