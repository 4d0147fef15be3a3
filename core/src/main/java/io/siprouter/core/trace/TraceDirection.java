package io.siprouter.core.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which way a message went, seen from us. */
public enum TraceDirection {
  SEND,
  RECV;

  /** The direction of this name on the wire. */
  public static Optional<TraceDirection> of(String wireName) {
    return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
