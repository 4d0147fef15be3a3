package io.siprouter.core.leg;

/** The states of a leg's INVITE, from either end. */
public sealed interface LegState {

  /** How far a leg that is not answered has come. */
  enum Progress {
    NONE,
    RINGING,
    EARLY
  }

  /** We were invited; {@code told} is what the caller has heard from us so far. */
  record Offered(Progress told) implements LegState {}

  /** We answered; the ACK is due. */
  record Answering() implements LegState {}

  /** We answered and shall end the leg as soon as the ACK allows a BYE (RFC 3261 §15). */
  record Releasing(LegEnd end) implements LegState {}

  /** We invite; {@code heard} is what the callee has told us so far. */
  record Inviting(Progress heard) implements LegState {}

  /** We have cancelled our INVITE; its final response is due (RFC 3261 §9.1). */
  record Cancelling(LegEnd end) implements LegState {}

  /** Both ends agree that they talk, but for a hold. */
  record Answered(Hold hold) implements LegState {
    public Answered() {
      this(Hold.OFF);
    }
  }

  /** Nothing can happen any more. */
  record Terminated(LegEnd end) implements LegState {}

  /** The state before anything was told to the caller. */
  static LegState offered() {
    return new Offered(Progress.NONE);
  }

  /** The state before anything was heard from the callee. */
  static LegState inviting() {
    return new Inviting(Progress.NONE);
  }

  /** The state's name for people and events. */
  default String label() {
    return switch (this) {
      case Offered(var told) -> told == Progress.NONE ? "offered" : label(told);
      case Inviting(var heard) -> heard == Progress.NONE ? "inviting" : label(heard);
      case Answering _, Releasing _, Answered _ -> "answered";
      case Cancelling _ -> "cancelling";
      case Terminated _ -> "terminated";
    };
  }

  /** Whether the party is connected. */
  default boolean answered() {
    return this instanceof Answering || this instanceof Answered;
  }

  /** Whether the leg is over. */
  default boolean terminated() {
    return this instanceof Terminated;
  }

  private static String label(Progress progress) {
    return progress == Progress.RINGING ? "ringing" : "early";
  }
}
