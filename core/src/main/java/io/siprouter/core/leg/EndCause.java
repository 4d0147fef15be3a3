package io.siprouter.core.leg;

import java.util.Locale;

/** Why a leg or a call ended. */
public enum EndCause {
  /** The leg's own party hung up. */
  REMOTE_HANGUP,
  CALLER_HANGUP,
  CALLEE_HANGUP,
  /** A command asked for it. */
  API,
  BUSY,
  NO_ANSWER,
  REJECTED,
  CANCELLED,
  ANSWERED_ELSEWHERE,
  UNREACHABLE,
  NOT_FOUND,
  FORBIDDEN,
  /** A peer asked for a password that we do not have. */
  AUTH_FAILED,
  NOT_ACCEPTABLE,
  TIMEOUT,
  /** The party was silent for too long. */
  MEDIA_TIMEOUT,
  /** The session was not refreshed in time. */
  SESSION_EXPIRED,
  /** The parties went over to another call. */
  MERGED,
  LIMIT,
  /** No provider took a call for help. */
  EMERGENCY_NO_ROUTE,
  ERROR;

  /** The name on the wire, for example {@code caller_hangup}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The cause a final failure status speaks of.
   *
   * @param status [300..699]
   */
  public static EndCause ofStatus(int status) {
    return switch (status) {
      case 486, 600 -> BUSY;
      case 408 -> TIMEOUT;
      case 480 -> NO_ANSWER;
      case 487 -> CANCELLED;
      case 404, 410, 484, 485, 604 -> NOT_FOUND;
      case 401, 407 -> AUTH_FAILED;
      case 403 -> FORBIDDEN;
      case 415, 488, 606 -> NOT_ACCEPTABLE;
      case 500, 501, 502, 503, 504, 580 -> UNREACHABLE;
      default -> REJECTED;
    };
  }
}
