package io.siprouter.core.call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds how many calls there may be at once: as configured, but no more than the heap holds. */
public final class CallCapacity {

  private static final Logger log = LoggerFactory.getLogger(CallCapacity.class);

  /**
   * A call of two takes 100 to 170 kB, most of it buffers for sound. Transactions stay half a
   * minute longer than their calls, and under overload the next ones are there before.
   */
  private static final long BYTES_PER_CALL = 400_000;

  private static final long BYTES_PER_MB = 1 << 20;

  private CallCapacity() {}

  /**
   * The lower of both limits; says so where that is not the configured one.
   *
   * @param configured {@code server.limits.calls}
   * @param heapBytes the most the heap can grow to
   */
  static int of(int configured, long heapBytes) {
    long held = heldBy(heapBytes);
    if (configured <= held) {
      return configured;
    }
    log.warn(
        "server.limits.calls is {}, but a heap of {} MB holds {} calls, and more are refused: set a"
            + " lower limit, or a larger heap in SIPROUTER_JAVA_OPTS",
        configured,
        heapBytes / BYTES_PER_MB,
        held);
    return (int) held;
  }

  /** How many calls a heap holds. */
  public static long heldBy(long heapBytes) {
    return heapBytes / BYTES_PER_CALL;
  }
}
