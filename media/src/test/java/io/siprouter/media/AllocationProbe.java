package io.siprouter.media;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts the bytes that the calling thread allocates on the heap. */
public final class AllocationProbe {
  private static final int WARM_UP_ROUNDS = 2_000;
  private static final int ROUNDS = 1_000;

  private AllocationProbe() {}

  /** Bytes allocated in a thousand runs, after as many as let classes load and code be compiled. */
  public static long bytesAllocatedBy(Runnable task) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    run(task, WARM_UP_ROUNDS);
    long before = threads.getCurrentThreadAllocatedBytes();
    run(task, ROUNDS);
    long after = threads.getCurrentThreadAllocatedBytes();
    return after - before;
  }

  private static void run(Runnable task, int rounds) {
    for (int i = 0; i < rounds; i++) {
      task.run();
    }
  }
}
