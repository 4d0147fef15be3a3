package io.siprouter.core;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** Copies of records with one component replaced. */
final class Records {

  private Records() {}

  static <R extends Record> R with(R original, String component, Object value) {
    var components = original.getClass().getRecordComponents();
    var values =
        Stream.of(components)
            .map(it -> it.getName().equals(component) ? value : read(it, original))
            .toArray();
    try {
      var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      @SuppressWarnings("unchecked")
      var copy = (R) original.getClass().getDeclaredConstructor(types).newInstance(values);
      return copy;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static Object read(RecordComponent component, Record record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
