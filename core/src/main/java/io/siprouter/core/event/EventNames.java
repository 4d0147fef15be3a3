package io.siprouter.core.event;

import java.util.Objects;

/** The names of events, looked up once. Any thread. */
public final class EventNames {

  private static final ClassValue<String> NAMES =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> event) {
          return Objects.requireNonNull(event.getAnnotation(EventName.class), event::getName)
              .value();
        }
      };

  private EventNames() {}

  /** The name on the wire of all events of a class. */
  public static String of(Class<? extends ServerEvent> event) {
    return NAMES.get(event);
  }
}
