package io.siprouter.control.command;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** All commands there are, found once through what {@link Command} permits. Any thread. */
public final class Catalogue {

  private final List<OperationSpec> operations;
  private final Map<String, OperationSpec> byName;

  public Catalogue() {
    operations =
        records(Command.class)
            .map(Catalogue::spec)
            .sorted(Comparator.comparing(OperationSpec::name))
            .toList();
    byName = new HashMap<>();
    for (var operation : operations) {
      byName.put(operation.name(), operation);
      operation.aliases().forEach(alias -> byName.put(alias, operation));
    }
  }

  /** All of them, by name. */
  public List<OperationSpec> operations() {
    return operations;
  }

  /** The one with a name or alias. */
  public Optional<OperationSpec> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(Catalogue::records)
        : Stream.of(type);
  }

  private static OperationSpec spec(Class<?> type) {
    var operation =
        Objects.requireNonNull(type.getAnnotation(Operation.class), () -> type + " is no command");
    return OperationSpec.of(type.asSubclass(Command.class), operation);
  }
}
