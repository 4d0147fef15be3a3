package io.siprouter.control.command;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes commands of JSON, or says all that is wrong with it. Any thread. */
public final class Arguments {

  /** A command, or why there is none. */
  sealed interface Binding {
    record Bound(Command command) implements Binding {}

    record Faulty(List<Fault> faults) implements Binding {}
  }

  private final Map<OperationSpec, Schema> schemas = new HashMap<>();

  public Arguments(Catalogue catalogue) {
    var settings = SchemaRegistryConfig.builder().pathType(PathType.JSON_PATH).build();
    var registry =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, it -> it.schemaRegistryConfig(settings));
    var source = Schemas.ofArguments();
    catalogue
        .operations()
        .forEach(spec -> schemas.put(spec, registry.getSchema(source.alone(spec.type()))));
  }

  Binding bind(OperationSpec spec, ObjectNode arguments) {
    var errors = schema(spec).validate(arguments);
    return errors.isEmpty()
        ? new Binding.Bound(Json.as(spec.type(), arguments))
        : new Binding.Faulty(faults(errors));
  }

  /** One for each field: what is wrong in one way is often wrong in another too. */
  private static List<Fault> faults(List<Error> errors) {
    var faults = new LinkedHashMap<String, Fault>();
    errors.stream().map(Arguments::fault).forEach(it -> faults.putIfAbsent(it.field(), it));
    return List.copyOf(faults.values());
  }

  /**
   * Makes numbers and booleans of arguments that came as text in a path or query, where that is
   * what they have to be.
   */
  public void fromText(OperationSpec spec, ObjectNode arguments) {
    var properties = schema(spec).getSchemaNode().path("properties");
    for (var name : List.copyOf(arguments.propertyNames())) {
      var text = arguments.path(name).asString("");
      switch (properties.path(name).path("type").asString("")) {
        case "integer" -> integer(arguments, name, text);
        case "boolean" -> truth(arguments, name, text);
        default -> {}
      }
    }
  }

  private static void integer(ObjectNode arguments, String name, String text) {
    if (text.matches("-?\\d{1,18}")) {
      arguments.put(name, Long.parseLong(text));
    }
  }

  private static void truth(ObjectNode arguments, String name, String text) {
    if (text.equals("true") || text.equals("false")) {
      arguments.put(name, text.equals("true"));
    }
  }

  private Schema schema(OperationSpec spec) {
    var schema = schemas.get(spec);
    if (schema == null) {
      throw new IllegalArgumentException(spec.name() + " is not in the catalogue");
    }
    return schema;
  }

  private static Fault fault(Error error) {
    var path = error.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
    return switch (error.getKeyword()) {
      case "additionalProperties" ->
          new Fault(under(path, error.getProperty()), "is not a known field");
      case "required" -> new Fault(under(path, error.getProperty()), "is missing");
      default -> new Fault(path.isEmpty() ? "arguments" : path, says(error));
    };
  }

  private static String under(String path, String property) {
    return path.isEmpty() ? property : path + "." + property;
  }

  /** The library's own words begin with the place, which is said already. */
  private static String says(Error error) {
    var text = error.getMessage();
    var value = shown(error.getInstanceNode());
    return "is " + value + ": " + text.substring(text.indexOf(": ") + 1).strip();
  }

  private static String shown(JsonNode value) {
    var text = value.toString();
    return text.length() > 80 ? text.substring(0, 80) + "..." : text;
  }
}
