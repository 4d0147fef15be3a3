package io.siprouter.control.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/**
 * A token bucket for every key, in a table that never grows. Any thread, without locks. A slot
 * holds the moment at which its bucket will be full again (GCRA); keys share one by chance only.
 */
final class Buckets {

  private static final int SLOTS = 1 << 12;

  private final AtomicLongArray fullAtMs = new AtomicLongArray(SLOTS);
  private final int secret = RandomGenerator.getDefault().nextInt();
  private final long perTokenMs;
  private final long depthMs;

  /**
   * @param perToken until one token comes back
   * @param depth tokens of a full bucket [1..]
   */
  Buckets(Duration perToken, int depth) {
    this.perTokenMs = perToken.toMillis();
    this.depthMs = perTokenMs * depth;
  }

  /** Takes a token, else says how long there will be none. */
  Duration take(Object key, Instant now) {
    int slot = slot(key);
    long nowMs = now.toEpochMilli();
    while (true) {
      long known = fullAtMs.get(slot);
      long next = Math.max(known, nowMs) + perTokenMs;
      long waitMs = next - nowMs - depthMs;
      if (waitMs > 0) {
        return Duration.ofMillis(waitMs);
      }
      if (fullAtMs.compareAndSet(slot, known, next)) {
        return Duration.ZERO;
      }
    }
  }

  /** Gives all tokens back. */
  void fill(Object key) {
    fullAtMs.set(slot(key), 0);
  }

  /** The finaliser of MurmurHash3. */
  private int slot(Object key) {
    int hash = key.hashCode() ^ secret;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return (hash ^ hash >>> 16) & SLOTS - 1;
  }
}
