package io.siprouter.control.document;

import com.github.victools.jsonschema.generator.SchemaBuilder;
import io.siprouter.control.command.Catalogue;
import io.siprouter.control.command.Descriptions;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Operation;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.OperationSpec.Place;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Schemas;
import io.siprouter.control.command.TraceCommand;
import io.siprouter.control.command.Verb;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The REST interface in the words of OpenAPI 3.1. One thread. */
public final class OpenApiDocument {

  private static final String SCHEMAS = "components/schemas";
  private static final String JSON = "application/json";

  private final Catalogue catalogue;
  private final String base;
  private final SchemaBuilder answers = Schemas.ofAnswers().together();
  private final ObjectNode schemas = Json.object();

  private OpenApiDocument(Catalogue catalogue, String base) {
    this.catalogue = catalogue;
    this.base = base;
  }

  /**
   * Describes all that can be asked for by REST.
   *
   * @param base where the paths begin, for example {@code /api/v1}
   */
  public static ObjectNode of(Catalogue catalogue, String version, String base) {
    return new OpenApiDocument(catalogue, base).document(version);
  }

  private ObjectNode document(String version) {
    var document = Json.object().put("openapi", "3.1.1");
    document
        .putObject("info")
        .put("title", "siprouter")
        .put("version", version)
        .put("description", "Calls, phones, providers and configuration of a siprouter.");
    document.putArray("servers").addObject().put("url", base);
    var security = document.putArray("security");
    security.addObject().putArray("token");
    security.addObject().putArray("session");
    subjects(document.putArray("tags"));
    var paths = document.putObject("paths");
    catalogue.operations().stream()
        .filter(OperationSpec::isRest)
        .forEach(operation -> add(paths, operation));
    components(document.putObject("components"));
    return document;
  }

  private void subjects(ArrayNode tags) {
    var groups = new TreeMap<String, Class<?>>();
    for (var operation : catalogue.operations()) {
      if (operation.isRest()) {
        groups.put(operation.subject(), operation.type().getEnclosingClass());
      }
    }
    groups.forEach(
        (subject, group) -> {
          var tag = tags.addObject().put("name", subject);
          Descriptions.of(group).ifPresent(text -> tag.put("description", text));
        });
  }

  private void add(ObjectNode paths, OperationSpec operation) {
    for (var path : operation.paths()) {
      var item = paths.withObjectProperty(path);
      item.set(verb(operation.verb()), describe(operation, path));
    }
  }

  private static String verb(Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode describe(OperationSpec operation, String path) {
    var isAlias = !path.equals(operation.paths().getFirst());
    var node = Json.object().put("operationId", operation.name() + (isAlias ? "_alias" : ""));
    Descriptions.of(operation.type()).ifPresent(text -> node.put("summary", text));
    node.putArray("tags").add(operation.subject());
    node.put("x-scope", operation.scope().wireName());
    parameters(operation, node);
    if (operation.verb().hasBody()) {
      body(operation, node);
    }
    responses(operation, node.putObject("responses"));
    return node;
  }

  private void parameters(OperationSpec operation, ObjectNode node) {
    var schema = Schemas.ofArguments().alone(operation.type());
    var list = Json.array();
    for (var argument : operation.arguments()) {
      var name = argument.name();
      switch (argument.place()) {
        case Place.Path _ -> list.add(parameter(schema, name, name, "path"));
        case Place.Query _ -> list.add(parameter(schema, name, name, "query"));
        case Place.Header(var header) -> list.add(parameter(schema, name, header, "header"));
        case Place.Field _, Place.Body _ -> {}
      }
    }
    if (operation.verb() == Verb.POST) {
      list.add(idempotencyKey());
    }
    if (!list.isEmpty()) {
      node.set("parameters", list);
    }
  }

  private static ObjectNode parameter(JsonNode schema, String field, String name, String in) {
    var property = schema.path("properties").path(field).deepCopy();
    var parameter = Json.object().put("name", name).put("in", in);
    if (property instanceof ObjectNode object) {
      var text = object.remove("description");
      if (text != null) {
        parameter.set("description", text);
      }
    }
    var required =
        schema.path("required").valueStream().anyMatch(it -> it.asString().equals(field));
    parameter.put("required", in.equals("path") || required);
    parameter.set("schema", property);
    return parameter;
  }

  private static ObjectNode idempotencyKey() {
    var parameter =
        Json.object()
            .put("name", "Idempotency-Key")
            .put("in", "header")
            .put("description", "Names this wish for 24 hours: sent again, it is not done again.")
            .put("required", false);
    parameter.putObject("schema").put("type", "string").put("maxLength", 128);
    return parameter;
  }

  private void body(OperationSpec operation, ObjectNode node) {
    var places = operation.arguments();
    var whole = places.stream().filter(it -> it.place() instanceof Place.Body).findFirst();
    var hasFields = places.stream().anyMatch(it -> it.place() instanceof Place.Field);
    if (whole.isEmpty() && !hasFields) {
      return;
    }
    var schema = whole.isPresent() ? Json.object().put("type", "object") : named(operation);
    var body = node.putObject("requestBody").put("required", true);
    body.putObject("content").putObject(JSON).set("schema", schema);
  }

  private ObjectNode named(OperationSpec operation) {
    var name = Schemas.nameOf(operation.type()) + "Request";
    schemas.set(name, fieldsOnly(operation));
    return reference(name);
  }

  private static ObjectNode reference(String name) {
    return Json.object().put("$ref", "#/" + SCHEMAS + '/' + name);
  }

  /** The schema of the body: that of all arguments without those that are elsewhere. */
  private static ObjectNode fieldsOnly(OperationSpec operation) {
    var schema = Schemas.ofArguments().alone(operation.type());
    schema.remove("description");
    for (var argument : operation.arguments()) {
      if (!(argument.place() instanceof Place.Field)) {
        ((ObjectNode) schema.path("properties")).remove(argument.name());
        drop(schema, argument.name());
      }
    }
    return schema;
  }

  private static void drop(ObjectNode schema, String required) {
    var rest =
        schema
            .path("required")
            .valueStream()
            .filter(it -> !it.asString().equals(required))
            .toList();
    if (rest.isEmpty()) {
      schema.remove("required");
    } else {
      schema.putArray("required").addAll(rest);
    }
  }

  private void responses(OperationSpec operation, ObjectNode responses) {
    var how = operation.operation();
    var isSilent = how.result() == Void.class && how.formats().length == 0;
    var code = how.made() ? "201" : isSilent ? "204" : "200";
    var response = responses.putObject(code).put("description", "Done.");
    if (how.made()) {
      location(response);
    }
    if (!isSilent) {
      content(how, response.putObject("content"));
    }
    var problem = responses.putObject("default").put("description", "Why it was not done.");
    problem
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", answer(Problem.class));
  }

  private static void location(ObjectNode response) {
    var header = response.putObject("headers").putObject("Location");
    header.put("description", "Where it is.").putObject("schema").put("type", "string");
  }

  private void content(Operation operation, ObjectNode content) {
    var result = operation.result();
    if (result != Void.class) {
      content.putObject(JSON).set("schema", operation.list() ? page(result) : answer(result));
    }
    for (var type : operation.formats()) {
      var schema = content.putObject(type).putObject("schema").put("type", "string");
      if (type.equals(TraceCommand.PCAP)) {
        schema.put("format", "binary");
      }
    }
  }

  private ObjectNode answer(Class<?> type) {
    return answers.createSchemaReference(type);
  }

  private ObjectNode page(Class<?> type) {
    var name = Schemas.nameOf(type) + "Page";
    var page =
        schemas.putObject(name).put("type", "object").put("description", "A part of a list.");
    var properties = page.putObject("properties");
    properties.putObject("items").put("type", "array").set("items", answer(type));
    properties
        .putObject("next")
        .put("type", "string")
        .put("description", "The cursor of the page after this one.");
    page.putArray("required").add("items");
    return reference(name);
  }

  private void components(ObjectNode components) {
    components.set("schemas", schemas);
    schemas.setAll(answers.collectDefinitions(SCHEMAS));
    var ways = components.putObject("securitySchemes");
    ways.putObject("token").put("type", "http").put("scheme", "bearer");
    ways.putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "__Host-siprouter")
        .put("description", "Made by a login. Over plain HTTP its name is siprouter.");
  }
}
