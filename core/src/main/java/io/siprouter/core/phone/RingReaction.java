package io.siprouter.core.phone;

/** What a phone does when it is called. */
public sealed interface RingReaction {

  /** Picks up at once. */
  record PickUp() implements RingReaction {}

  /** Rings until it is told what to do, or the caller gives up. */
  record KeepRinging() implements RingReaction {}

  /**
   * Does not even ring.
   *
   * @param status the answer to the caller [300..699]
   */
  record Reject(int status) implements RingReaction {}
}
