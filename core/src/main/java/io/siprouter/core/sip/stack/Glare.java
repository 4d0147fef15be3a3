package io.siprouter.core.sip.stack;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after both sides have changed a session at once. RFC 3261 §14.1. */
final class Glare {
  private static final int STEPS_PER_T1 = 50; // of 10 ms
  private static final int OWNER_FIRST = 210; // 2.1 s
  private static final int OWNER_LAST = 400; // 4 s
  private static final int OTHER_LAST = 200; // 2 s

  private Glare() {}

  /** After our request was refused with 491; the side that chose the Call-ID waits longer. */
  static Duration pause(boolean ownsCallId, Duration t1, RandomGenerator random) {
    int steps =
        ownsCallId
            ? random.nextInt(OWNER_FIRST, OWNER_LAST + 1)
            : random.nextInt(0, OTHER_LAST + 1);
    return t1.multipliedBy(steps).dividedBy(STEPS_PER_T1);
  }
}
