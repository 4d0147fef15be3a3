package io.siprouter.core.leg;

/**
 * How a leg ended, or how it shall end.
 *
 * @param sipStatus the final status that belongs to it [300..699], 0 where a party simply hung up
 * @param reason the reason phrase, in words for people
 */
public record LegEnd(EndCause cause, int sipStatus, String reason) {

  static final LegEnd REMOTE_HANGUP = new LegEnd(EndCause.REMOTE_HANGUP, 0, "Hung up");
  static final LegEnd CANCELLED = new LegEnd(EndCause.CANCELLED, 487, "Request Terminated");
  static final LegEnd ACK_MISSING = new LegEnd(EndCause.TIMEOUT, 0, "No ACK");
  static final LegEnd SILENT = new LegEnd(EndCause.MEDIA_TIMEOUT, 0, "No sign of life");
  static final LegEnd PRACK_MISSING = refused(504, "No PRACK");
  static final LegEnd SESSION_EXPIRED = new LegEnd(EndCause.SESSION_EXPIRED, 0, "Session expired");
  static final LegEnd FORGOTTEN =
      new LegEnd(EndCause.UNREACHABLE, 0, "The peer does not know the call");
  static final LegEnd NO_COMMON_MEDIA =
      new LegEnd(EndCause.NOT_ACCEPTABLE, 488, "Not Acceptable Here");

  /** The end that a failure response means; a challenge to us is of no use to anybody else. */
  public static LegEnd refused(int status, String reason) {
    var cause = EndCause.ofStatus(status);
    return cause == EndCause.AUTH_FAILED
        ? new LegEnd(cause, 403, "Forbidden")
        : new LegEnd(cause, status, reason);
  }

  /** The end of a leg whose party is to be found elsewhere. */
  static LegEnd redirected(int status, String reason) {
    return new LegEnd(EndCause.REJECTED, status, reason);
  }

  /** The end of a branch whose call another branch answered. */
  public static LegEnd answeredElsewhere() {
    return new LegEnd(EndCause.ANSWERED_ELSEWHERE, 0, "Call completed elsewhere");
  }

  /** The end where a provider has as many calls as it may. */
  public static LegEnd full() {
    return new LegEnd(EndCause.LIMIT, 503, "Service Unavailable");
  }

  /** The end of a call that has lasted as long as any may. */
  public static LegEnd tooLong() {
    return new LegEnd(EndCause.LIMIT, 0, "Longest duration reached");
  }

  /** The end where the parties have gone over to another call. */
  public static LegEnd merged() {
    return new LegEnd(EndCause.MERGED, 0, "Merged into another call");
  }

  /** The end by command or by the daemon's own end. */
  public static LegEnd byCommand() {
    return new LegEnd(EndCause.API, 0, "Ended by command");
  }
}
