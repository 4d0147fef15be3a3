package io.siprouter.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the secrets out of a configuration for those who may write but not read them, and puts them
 * back. Which fields are secrets, the schema says by {@code writeOnly}. Any thread.
 */
final class SecretFields {
  private static final String SET = "set";
  private static final String STORED = "a secret, or {\"set\": true} where one is stored already";
  private static final JsonNode MASK = JsonNodeFactory.instance.objectNode().put(SET, true);

  private final ConfigSchema schema;

  SecretFields(ConfigSchema schema) {
    this.schema = schema;
  }

  /** What is to be done to each secret. */
  private interface Visitor {
    void secret(Located owner, String name, @Nullable JsonNode storedOwner);
  }

  /** A copy without secrets; references to files and variables are none. */
  JsonNode masked(JsonNode config) {
    return masked(config, schema.document());
  }

  /** The same of a part. */
  JsonNode masked(JsonNode part, JsonNode subschema) {
    var copy = part.deepCopy();
    visit(Located.root(copy), null, subschema, SecretFields::mask);
    return copy;
  }

  private static void mask(Located owner, String name, @Nullable JsonNode stored) {
    if (!owner.node().path(name).isObject()) {
      ((ObjectNode) owner.node()).set(name, MASK.deepCopy());
    }
  }

  /** Whether a value stands for a secret that is stored. */
  static boolean isMask(JsonNode value) {
    return value.equals(MASK);
  }

  static JsonNode mask() {
    return MASK.deepCopy();
  }

  /**
   * Puts stored secrets back where they are masked, found by the ids of the elements they are in.
   *
   * @return what is masked and not stored
   */
  List<Fault> restore(JsonNode given, JsonNode stored) {
    var faults = new ArrayList<Fault>();
    visit(
        Located.root(given),
        stored,
        schema.document(),
        (owner, name, storedOwner) -> restore(owner, name, storedOwner, faults));
    return faults;
  }

  private static void restore(
      Located owner, String name, @Nullable JsonNode storedOwner, List<Fault> faults) {
    if (!isMask(owner.node().path(name))) {
      return;
    }
    var object = (ObjectNode) owner.node();
    var stored = storedOwner == null ? null : storedOwner.get(name);
    if (stored == null) {
      faults.add(new Fault(owner.at(name).path(), "is masked, and none is stored", STORED));
      object.put(name, "masked"); // so that nothing else is found wrong about it
    } else {
      object.set(name, stored.deepCopy());
    }
  }

  private void visit(
      Located value, @Nullable JsonNode stored, JsonNode subschema, Visitor visitor) {
    var resolved = schema.resolve(subschema);
    value.names().toList().forEach(name -> visitField(value, name, stored, resolved, visitor));
    value
        .items()
        .forEach(
            item -> visit(item, counterpart(item.node(), stored), resolved.path("items"), visitor));
  }

  private void visitField(
      Located owner, String name, @Nullable JsonNode stored, JsonNode resolved, Visitor visitor) {
    var field = resolved.path("properties").path(name);
    if (isSecret(field)) {
      visitor.secret(owner, name, stored);
    } else {
      visit(owner.at(name), stored == null ? null : stored.get(name), field, visitor);
    }
  }

  /** Whether a field of this schema holds a secret. */
  boolean isSecret(JsonNode field) {
    return schema.resolve(field).path("writeOnly").booleanValue(false)
        || field.path("writeOnly").booleanValue(false);
  }

  JsonNode document() {
    return schema.document();
  }

  JsonNode resolve(JsonNode subschema) {
    return schema.resolve(subschema);
  }

  /** The element of the same id: which place it has says nothing. */
  private static @Nullable JsonNode counterpart(JsonNode item, @Nullable JsonNode stored) {
    var id = item.path("id");
    return stored == null || !stored.isArray() || !id.isString()
        ? null
        : stored
            .valueStream()
            .filter(other -> other.path("id").equals(id))
            .findFirst()
            .orElse(null);
  }
}
