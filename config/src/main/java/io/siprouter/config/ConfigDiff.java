package io.siprouter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Says where two checked configurations differ, without telling secrets. One use, one thread. */
final class ConfigDiff {
  private final SecretFields secrets;
  private final List<ConfigChange> changes = new ArrayList<>();

  ConfigDiff(SecretFields secrets) {
    this.secrets = secrets;
  }

  List<ConfigChange> between(JsonNode before, JsonNode after) {
    compare("$", before, after, secrets.document());
    return List.copyOf(changes);
  }

  private void compare(
      String path, @Nullable JsonNode before, @Nullable JsonNode after, JsonNode subschema) {
    if (before == null ? after == null : before.equals(after)) {
      return;
    }
    var schema = secrets.resolve(subschema);
    if (secrets.isSecret(subschema)) {
      changes.add(new ConfigChange(path, maskedSecret(before), maskedSecret(after)));
    } else if (before != null && after != null && before.isObject() && after.isObject()) {
      compareFields(path, before, after, schema);
    } else if (before != null && after != null && haveIds(before) && haveIds(after)) {
      compareElements(path, before, after, schema.path("items"));
    } else {
      changes.add(new ConfigChange(path, masked(before, schema), masked(after, schema)));
    }
  }

  private void compareFields(String path, JsonNode before, JsonNode after, JsonNode schema) {
    var names = new LinkedHashSet<>(after.propertyNames());
    names.addAll(before.propertyNames());
    for (var name : names) {
      var field = schema.path("properties").path(name);
      compare(Located.step(path, name), before.get(name), after.get(name), field);
    }
  }

  private static boolean haveIds(JsonNode array) {
    return array.isArray() && array.valueStream().allMatch(item -> item.path("id").isString());
  }

  private void compareElements(String path, JsonNode before, JsonNode after, JsonNode schema) {
    var old = byId(before);
    var now = byId(after);
    compareOrder(path, old, now);
    now.forEach((id, item) -> compare(element(path, id), old.get(id), item, schema));
    old.forEach(
        (id, item) -> {
          if (!now.containsKey(id)) {
            compare(element(path, id), item, null, schema);
          }
        });
  }

  private static Map<String, JsonNode> byId(JsonNode array) {
    var byId = new LinkedHashMap<String, JsonNode>();
    array.forEach(item -> byId.put(item.get("id").stringValue(), item));
    return byId;
  }

  /** An element that moves may come before another one that fits as well. */
  private void compareOrder(
      String path, Map<String, JsonNode> before, Map<String, JsonNode> after) {
    var old = before.keySet().stream().filter(after::containsKey).toList();
    var now = after.keySet().stream().filter(before::containsKey).toList();
    if (!old.equals(now)) {
      changes.add(new ConfigChange(path, ids(old), ids(now)));
    }
  }

  private static JsonNode ids(List<String> ids) {
    var array = JsonNodeFactory.instance.arrayNode();
    ids.forEach(array::add);
    return array;
  }

  private static String element(String path, String id) {
    return path + "[?@.id=='" + id + "']";
  }

  private @Nullable JsonNode masked(@Nullable JsonNode value, JsonNode schema) {
    return value == null ? null : secrets.masked(value, schema);
  }

  /** References are no secrets. */
  private static @Nullable JsonNode maskedSecret(@Nullable JsonNode value) {
    return Optional.ofNullable(value)
        .map(given -> given.isObject() ? given : SecretFields.mask())
        .orElse(null);
  }
}
