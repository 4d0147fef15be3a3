package io.siprouter.media.mix;

/**
 * How punctual the mixer threads have been so far.
 *
 * @param onTime ticks begun at most 5 ms after their time
 * @param late ticks begun later than that
 * @param skipped ticks left out because their whole frame had passed
 */
public record ClockStats(long onTime, long late, long skipped) {

  ClockStats plus(ClockStats other) {
    return new ClockStats(onTime + other.onTime, late + other.late, skipped + other.skipped);
  }
}
