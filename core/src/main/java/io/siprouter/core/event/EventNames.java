package io.siprouter.core.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The names of events, looked up once. Any thread. */
public final class EventNames {

  private static final ClassValue<EventName> NAMES =
      new ClassValue<>() {
        @Override
        protected EventName computeValue(Class<?> event) {
          return Objects.requireNonNull(event.getAnnotation(EventName.class), event::getName);
        }
      };

  private EventNames() {}

  /** All events there are, by name. */
  public static List<Class<? extends ServerEvent>> all() {
    return records(ServerEvent.class).sorted(Comparator.comparing(EventNames::of)).toList();
  }

  private static Stream<Class<? extends ServerEvent>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventNames::records).distinct()
        : Stream.of(type.asSubclass(ServerEvent.class));
  }

  /** The name on the wire of all events of a class. */
  public static String of(Class<? extends ServerEvent> event) {
    return NAMES.get(event).value();
  }

  /** Whether only those are told of it who ask for it. */
  public static boolean isMeter(Class<? extends ServerEvent> event) {
    return NAMES.get(event).meter();
  }
}
