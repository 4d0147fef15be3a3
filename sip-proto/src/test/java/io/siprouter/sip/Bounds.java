package io.siprouter.sip;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much work a reader may make of its input. Of the calling thread alone, and generous: what
 * Jazzer adds to every comparison counts, too.
 */
public final class Bounds {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long MOST_NANOS = 1_000_000_000;
  private static final long MOST_BYTES = 16 << 20;
  private static final long MOST_BYTES_OF_EACH = 4_000;

  /** What is loaded and compiled at first costs more than the work itself. */
  private static final int TRIES = 3;

  private Bounds() {}

  /** Reads; fails if that takes too much time of a processor or memory, and does so again. */
  public static void keep(int inputLength, Runnable reading) {
    for (int i = 0; !isKept(inputLength, reading); i++) {
      if (i == TRIES) {
        throw new AssertionError("too much work for %d bytes".formatted(inputLength));
      }
    }
  }

  private static boolean isKept(int inputLength, Runnable reading) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    reading.run();
    bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    nanos = THREADS.getCurrentThreadCpuTime() - nanos;
    return nanos <= MOST_NANOS && bytes <= MOST_BYTES + MOST_BYTES_OF_EACH * inputLength;
  }
}
