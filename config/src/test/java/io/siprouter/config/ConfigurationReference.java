package io.siprouter.config;

import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Writes the reference of all fields, a Markdown table for each section, from the schema. */
final class ConfigurationReference {
  private static final String HEAD =
      """
      # Configuration

      One JSON file. Every field is below; a field that is not is an error, and all errors are told at once,
      each with its JSON path, before any socket opens. Complete examples: `config/examples/`.

      This page is made from `config.schema.json`. After a change there:
      `./mvnw -pl config test -Dtest=ConfigurationReferenceTest -Dsiprouter.reference=write`.

      Patterns are an exact number (`+4930123`, `*43`), a prefix with a trailing `*` (`+49*`, `*` is any number) or a
      regular expression between slashes that matches the whole number (`/0[1-9][0-9]+/`, RE2 syntax, up to 256 characters
      where counted repetitions are written out).
      """;

  private final ConfigSchema schema = ConfigSchema.load();
  private final StringBuilder page = new StringBuilder(HEAD);

  static String markdown() {
    var reference = new ConfigurationReference();
    reference
        .schema
        .document()
        .path("properties")
        .forEachEntry((name, section) -> reference.section(name, section));
    return reference.page.toString();
  }

  private void section(String name, JsonNode section) {
    var list = section.has("items");
    page.append("\n## ").append(name).append(list ? "[]" : "").append("\n\n");
    page.append(section.get("description").stringValue()).append("\n\n");
    var content = list ? schema.resolve(section.get("items")) : section;
    if (content.has("properties")) {
      page.append("| field | allowed | default | meaning |\n|---|---|---|---|\n");
      rows("", content);
    } else {
      page.append("Allowed: ").append(allowed(section)).append(".\n");
    }
  }

  private void rows(String prefix, JsonNode object) {
    object
        .path("properties")
        .forEachEntry((name, field) -> row(prefix + name, name, field, object));
  }

  private void row(String path, String name, JsonNode field, JsonNode owner) {
    var resolved = schema.resolve(field);
    if (resolved.has("properties") && !resolved.has("writeOnly")) {
      rows(path + ".", resolved);
      return;
    }
    var item = schema.resolve(resolved.path("items"));
    if (item.has("properties")) {
      rows(path + "[].", item);
      return;
    }
    var list = resolved.has("items") ? "[]" : "";
    var cells =
        new String[] {
          "`" + path + list + "`",
          allowed(field),
          fallback(name, field, owner),
          field.get("description").stringValue()
        };
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private String allowed(JsonNode field) {
    var text =
        field.has("items") && !field.has("title")
            ? "each " + schema.allowed(field.get("items"))
            : schema.allowed(field);
    return text.replace("|", "\\|").replace("*", "\\*");
  }

  private static String fallback(String name, JsonNode field, JsonNode owner) {
    if (field.has("default")) {
      return "`" + field.get("default") + "`";
    }
    var required =
        StreamSupport.stream(owner.path("required").spliterator(), false)
            .anyMatch(entry -> entry.stringValue().equals(name));
    return required ? "required" : "";
  }
}
