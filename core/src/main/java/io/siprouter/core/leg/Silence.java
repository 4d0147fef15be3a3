package io.siprouter.core.leg;

/**
 * Counts the seconds in which a leg's party has given no sign of life. No packet is proof of death:
 * a party that is held or muted, or that speaks in pauses, is alive while RTCP, comfort noise or
 * signalling says so, and a party on hold has more time. On the call's loop.
 */
final class Silence {

  private long signs = -1;
  private boolean held;
  private int seconds;

  /**
   * One more second has passed.
   *
   * @param signsSoFar packets that prove life, since the leg began
   * @param heldNow whether either side holds the other
   */
  void tick(long signsSoFar, boolean heldNow) {
    seconds = signsSoFar == signs && heldNow == held ? seconds + 1 : 0;
    signs = signsSoFar;
    held = heldNow;
  }

  /** A SIP message proved the party alive. */
  void broken() {
    seconds = 0;
  }

  boolean exceeds(MediaTimeouts limits) {
    var limitSec = held ? limits.holdSec() : limits.rtpSec();
    return limitSec > 0 && seconds >= limitSec;
  }
}
