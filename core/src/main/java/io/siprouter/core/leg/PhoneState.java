package io.siprouter.core.leg;

import java.util.Locale;
import java.util.Optional;

/** What a leg is in the words of a telephone that stands in for us. */
public enum PhoneState {
  /** We have invited, and nobody has said anything yet. */
  CALLING,
  /** We are invited. */
  INCOMING,
  /** It rings, or can be heard before the answer. */
  EARLY,
  /** We have answered; the ACK is due. */
  CONNECTING,
  CONFIRMED,
  /** One side holds the other. */
  HOLD,
  DISCONNECTED;

  /** The name on the wire, for example {@code confirmed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The word for a leg's state; empty where a telephone goes on showing what it did.
   *
   * @param held whether one side holds the other
   */
  public static Optional<PhoneState> of(LegState state, boolean held) {
    return switch (state) {
      case LegState.Offered(var told) ->
          Optional.of(told == LegState.Progress.EARLY ? EARLY : INCOMING);
      case LegState.Inviting(var heard) ->
          Optional.of(heard == LegState.Progress.NONE ? CALLING : EARLY);
      case LegState.Answering _ -> Optional.of(CONNECTING);
      case LegState.Answered _ -> Optional.of(held ? HOLD : CONFIRMED);
      case LegState.Cancelling _, LegState.Releasing _ -> Optional.empty();
      case LegState.Terminated _ -> Optional.of(DISCONNECTED);
    };
  }
}
