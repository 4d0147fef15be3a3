package io.siprouter.core.phone;

import io.siprouter.media.codec.Codec;

/**
 * What a phone is doing.
 *
 * <pre>
 * Idle | Ended --dial-->  Inviting [--180--> Alerting] --200--> Talking --BYE--> Ended
 * Idle | Ended --INVITE-> Ringing              --200, ACK-----> Talking --BYE--> Ended
 * Inviting | Alerting | Ringing --refused, cancelled, no answer--> Ended
 * </pre>
 */
public sealed interface PhoneState {

  /** Whether there is a call that is not over. */
  default boolean isCall() {
    return switch (this) {
      case Inviting _, Alerting _, Ringing _, Talking _ -> true;
      case Idle _, Ended _ -> false;
    };
  }

  /** No call yet. */
  record Idle() implements PhoneState {}

  /** Dialled, nobody rings yet. */
  record Inviting(String to) implements PhoneState {}

  /** The other phone rings. */
  record Alerting(String to) implements PhoneState {}

  /** This phone rings. */
  record Ringing(String from) implements PhoneState {}

  /** Connected. */
  record Talking(Codec codec) implements PhoneState {}

  /**
   * The call is over; the phone is free for the next.
   *
   * @param status the final answer to the INVITE [200..699], 0 where none came
   */
  record Ended(Cause cause, int status) implements PhoneState {}

  /** Why a call ended. */
  enum Cause {
    /** This phone hung up. */
    HUNG_UP,
    /** The other side hung up. */
    PEER_HUNG_UP,
    /** The other side did not take the call. */
    REFUSED,
    /** This phone did not take the call. */
    REJECTED,
    /** The caller gave up before the call was taken. */
    CANCELLED,
    /** No answer, or no ACK to ours. */
    SILENCE,
    /** The SDP of the other side is of no use. */
    NO_COMMON_SOUND
  }
}
