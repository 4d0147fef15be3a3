package io.siprouter.core.trunk;

import java.time.Duration;

/** How long to wait after so many failures: twice as long each time, up to a limit. */
record Backoff(Duration first, Duration longest) {

  /** For trouble that may pass by itself; we are to be back within a minute after it has. */
  static final Backoff TROUBLE = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30));

  /** For a refusal, which a person has to clear up; often repeated, it gets us banned. */
  static final Backoff REFUSAL = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

  private static final int MAX_DOUBLINGS = 16;

  /** The wait after the given number of failures in a row [1..]. */
  Duration after(int failures) {
    var delay = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return delay.compareTo(longest) < 0 ? delay : longest;
  }
}
