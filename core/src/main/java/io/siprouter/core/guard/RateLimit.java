package io.siprouter.core.guard;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * A token bucket for every source, in a table that never grows. Any thread, without locks.
 *
 * <p>A slot holds the moment at which its bucket will be full again (the theoretical arrival time
 * of GCRA), so a bucket needs no more than one long and no clean-up. Sources share a slot by chance
 * only: the hash has a secret of its own.
 */
final class RateLimit {

  private static final int SLOTS = 1 << 16;

  private final AtomicLongArray fullAtNanos = new AtomicLongArray(SLOTS);
  private final long secret = RandomGenerator.getDefault().nextLong();
  private final long nanosPerToken;
  private final long depthNanos;

  /**
   * @param perToken until one token comes back
   * @param depth tokens of a full bucket [1..]
   */
  RateLimit(Duration perToken, int depth) {
    this.nanosPerToken = perToken.toNanos();
    this.depthNanos = nanosPerToken * depth;
  }

  /**
   * Takes a token; false if there is none.
   *
   * @param nowNanos of a clock that starts at 0 and never goes back
   */
  boolean take(Source source, long nowNanos) {
    int slot = slot(source);
    while (true) {
      long known = fullAtNanos.get(slot);
      long next = Math.max(known, nowNanos) + nanosPerToken;
      if (next - nowNanos > depthNanos) {
        return false;
      }
      if (fullAtNanos.compareAndSet(slot, known, next)) {
        return true;
      }
    }
  }

  /** Takes tokens whether there are any or not: what is missing has to come back first. */
  void charge(Source source, int tokens, long nowNanos) {
    fullAtNanos.accumulateAndGet(
        slot(source), tokens * nanosPerToken, (known, price) -> Math.max(known, nowNanos) + price);
  }

  /** Gives all tokens back. */
  void fill(Source source) {
    fullAtNanos.set(slot(source), 0);
  }

  /** The finaliser of MurmurHash3. */
  private int slot(Source source) {
    long hash = source.network() ^ secret;
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (int) (hash ^ hash >>> 33) & SLOTS - 1;
  }
}
