package io.siprouter.core.sip.stack;

import java.util.Set;

/** Which methods begin something, and how the others are refused. */
final class Methods {

  /** Handed up, outside of dialogs. */
  static final Set<String> OUTSIDE = Set.of("REGISTER", "OPTIONS");

  private Methods() {}

  /** How a request outside of dialogs is refused that begins nothing here. RFC 3261 §8.2.1. */
  static int refusal(String method) {
    return switch (method) {
      case "BYE", "INFO", "NOTIFY", "PRACK", "UPDATE" -> 481;
      case "SUBSCRIBE", "PUBLISH" -> 489; // no event package of ours: RFC 6665 §4.2.1, RFC 3903 §6
      case "MESSAGE", "REFER" -> 405;
      default -> 501;
    };
  }

  /** How a request in a call is refused that belongs elsewhere. */
  static int refusalInCall(String method) {
    return switch (method) {
      case "NOTIFY", "PRACK" -> 481; // nothing they belong to: RFC 6665 §4.1.3, RFC 3262 §3
      case "SUBSCRIBE" -> 489;
      case "REGISTER", "PUBLISH", "MESSAGE", "REFER" -> 405;
      default -> 501;
    };
  }
}
