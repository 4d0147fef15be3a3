package io.siprouter.control.api;

import io.siprouter.control.command.Arguments;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.OperationSpec.Argument;
import io.siprouter.control.command.OperationSpec.Place;
import io.siprouter.control.command.Problem;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gathers the arguments of a command from all over a request. On the request's context. */
final class RequestArguments {

  /** The arguments, or why there are none. */
  sealed interface Gathered {
    record All(ObjectNode arguments) implements Gathered {}

    record Wrong(Problem problem) implements Gathered {}
  }

  private final Arguments arguments;

  RequestArguments(Arguments arguments) {
    this.arguments = arguments;
  }

  Gathered gather(OperationSpec operation, RoutingContext context) {
    var text = Json.object();
    context.pathParams().forEach(text::put);
    operation.arguments().forEach(argument -> header(argument, context, text));
    if (!operation.verb().hasBody()) {
      return query(context, text)
          .<Gathered>map(Gathered.Wrong::new)
          .orElseGet(() -> all(operation, text, Json.object()));
    }
    return body(operation, context, text);
  }

  private static void header(Argument argument, RoutingContext context, ObjectNode text) {
    if (argument.place() instanceof Place.Header(var name)) {
      Optional.ofNullable(context.request().getHeader(name))
          .ifPresent(value -> text.put(argument.name(), value));
    }
  }

  private static Optional<Problem> query(RoutingContext context, ObjectNode text) {
    for (var entry : context.queryParams()) {
      if (text.has(entry.getKey())) {
        return Optional.of(Problem.badField(entry.getKey(), "is given twice"));
      }
      text.put(entry.getKey(), entry.getValue());
    }
    return Optional.empty();
  }

  private Gathered body(OperationSpec operation, RoutingContext context, ObjectNode text) {
    try {
      var body = BodyText.of(context);
      if (body.isBlank()) {
        return all(operation, text, Json.object());
      }
      return isJson(context)
          ? fields(operation, text, Json.read(body))
          : new Gathered.Wrong(Problem.unsupported("application/json is needed"));
    } catch (CharacterCodingException _) {
      return new Gathered.Wrong(Problem.unreadable("the body is not UTF-8"));
    } catch (JacksonException e) {
      return new Gathered.Wrong(Problem.unreadable(e.getOriginalMessage()));
    }
  }

  private static boolean isJson(RoutingContext context) {
    var type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    return type.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip().equals("application/json");
  }

  private Gathered fields(OperationSpec operation, ObjectNode text, JsonNode body) {
    var whole =
        operation.arguments().stream().filter(it -> it.place() instanceof Place.Body).findFirst();
    if (whole.isPresent()) {
      var fields = Json.object();
      fields.set(whole.get().name(), body);
      return all(operation, text, fields);
    }
    return body instanceof ObjectNode fields
        ? all(operation, text, fields)
        : new Gathered.Wrong(Problem.unreadable("an object is needed"));
  }

  /** What the path says cannot be said again. */
  private Gathered all(OperationSpec operation, ObjectNode text, ObjectNode fields) {
    for (var name : text.propertyNames()) {
      if (fields.has(name)) {
        return new Gathered.Wrong(Problem.badField(name, "is given twice"));
      }
    }
    arguments.fromText(operation, text);
    fields.setAll(text);
    return new Gathered.All(fields);
  }
}
