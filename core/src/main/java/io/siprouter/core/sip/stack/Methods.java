package io.siprouter.core.sip.stack;

import java.util.Set;

/** Which methods we take, and where. */
final class Methods {
  /** What a peer may send us in a call, and what an INVITE of ours says so. */
  static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO";

  /** Handed up, outside of dialogs. */
  static final Set<String> OUTSIDE =
      Set.of("REGISTER", "OPTIONS", "MESSAGE", "SUBSCRIBE", "NOTIFY", "PUBLISH", "REFER");

  /** Handed up, inside of dialogs. */
  static final Set<String> INSIDE = Set.of("INFO", "OPTIONS", "MESSAGE", "NOTIFY", "REFER");

  private static final Set<String> KNOWN =
      Set.of("REGISTER", "SUBSCRIBE", "PUBLISH", "PRACK", "BYE", "INFO", "UPDATE");

  private Methods() {}

  /** How a method that is not handed up is refused. RFC 3261 §8.2.1. */
  static int refusal(String method) {
    return KNOWN.contains(method) ? 405 : 501;
  }
}
