package io.siprouter.control.command;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that is known about one command.
 *
 * @param type the record of its arguments
 * @param paths below {@code /api/v1}, the proper one first
 */
public record OperationSpec(
    Class<? extends Command> type,
    Operation operation,
    List<String> paths,
    List<Argument> arguments) {

  /**
   * One of its arguments.
   *
   * @param name on the wire
   * @param place where REST has it
   */
  public record Argument(String name, Place place) {}

  /** Where an argument is in a request. */
  public sealed interface Place {
    record Path() implements Place {}

    record Query() implements Place {}

    record Header(String name) implements Place {}

    /** One field of the body. */
    record Field() implements Place {}

    /** All of the body. */
    record Body() implements Place {}
  }

  public OperationSpec {
    paths = List.copyOf(paths);
    arguments = List.copyOf(arguments);
  }

  static OperationSpec of(Class<? extends Command> type, Operation operation) {
    var arguments =
        Arrays.stream(type.getRecordComponents())
            .map(it -> new Argument(Json.name(it), place(it, operation)))
            .toList();
    return new OperationSpec(type, operation, List.of(operation.path()), arguments);
  }

  private static Place place(RecordComponent component, Operation operation) {
    var inPath = "{" + Json.name(component) + "}";
    if (operation.path().length > 0 && operation.path()[0].contains(inPath)) {
      return new Place.Path();
    }
    if (component.isAnnotationPresent(WholeBody.class)) {
      return new Place.Body();
    }
    return Optional.ofNullable(component.getAnnotation(FromHeader.class))
        .<Place>map(header -> new Place.Header(header.value()))
        .orElseGet(() -> operation.verb().hasBody() ? new Place.Field() : new Place.Query());
  }

  /** What it is called on the WebSocket, and in the documents. */
  public String name() {
    return operation.name();
  }

  /** Other names for it on the WebSocket. */
  public List<String> aliases() {
    return List.of(operation.aliases());
  }

  /** What kind of thing it is about, for example {@code call}. */
  public String subject() {
    var group = type.getEnclosingClass().getSimpleName();
    return group.replaceFirst("Command$", "").toLowerCase(Locale.ROOT);
  }

  public Verb verb() {
    return operation.verb();
  }

  public Scope scope() {
    return operation.scope();
  }

  /** Whether it can be asked for by REST. */
  public boolean isRest() {
    return verb() != Verb.NONE;
  }

  /** Whether it leaves everything as it is. */
  public boolean isQuery() {
    return scope() == Scope.READ || verb() == Verb.GET;
  }
}
