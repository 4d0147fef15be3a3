package io.siprouter.core.phone;

import java.time.Duration;

/** The deadlines of a phone: it repeats at most one message of each kind. */
enum PhoneTimer {
  REGISTER,
  INVITE,
  CANCEL,
  BYE,
  /** Our final answer to an INVITE, until its ACK. */
  ANSWER;

  /** RFC 3261 §17.1.1.1. */
  static final Duration T1 = Duration.ofMillis(500);

  /** RFC 3261 §17.1.2.2. */
  static final Duration T2 = Duration.ofSeconds(4);

  /** How long anything is repeated: 64*T1, RFC 3261 §17.1.1.2. */
  static final Duration PATIENCE = T1.multipliedBy(64);

  /** The pause after this one. */
  static Duration doubled(Duration pause, Duration longest) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(longest) < 0 ? twice : longest;
  }
}
