package io.siprouter.control.hook;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a receiver is waited for. Immutable.
 *
 * @param answer for the answer to one attempt
 * @param first pause, doubled after every failed attempt
 * @param longest pause
 * @param whole time after which a message is given up
 */
record Patience(Duration answer, Duration first, Duration longest, Duration whole) {

  static Patience usual() {
    return new Patience(
        Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(6));
  }

  /**
   * The pause after so many failed attempts, between half and all of what is due, so that many who
   * wait for the same receiver do not come back at once.
   *
   * @param failed [1..]
   */
  Duration pause(int failed, RandomGenerator random) {
    var doublings = Math.min(failed - 1, 30);
    var due = Math.min(longest.toMillis(), first.toMillis() << doublings);
    return Duration.ofMillis(due / 2 + random.nextLong(due / 2 + 1));
  }
}
