package io.siprouter.sip.sdp;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which way media flows, seen from the party whose SDP says so. RFC 3264 §6.1. */
public enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private static final Map<String, Direction> BY_TOKEN =
      Arrays.stream(values()).collect(toMap(Direction::token, identity()));

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  public static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  static Optional<Direction> in(List<Attribute> attributes) {
    for (Attribute attribute : attributes) {
      var named = BY_TOKEN.get(attribute.name());
      if (named != null) {
        return Optional.of(named);
      }
    }
    return Optional.empty();
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /** The same flow seen from the other party. */
  public Direction reversed() {
    return of(receives, sends);
  }

  /** What remains when both this and the other have to allow it. */
  public Direction and(Direction other) {
    return of(sends && other.sends, receives && other.receives);
  }

  /** The attribute's name. */
  public String token() {
    return name().toLowerCase(Locale.ROOT);
  }
}
