package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has to do later, soonest first. Touched by the lane's thread only.
 *
 * <p>Times are rounded up to {@value #GRAIN_MS} ms: a transaction looks at its clock every half
 * second, and thousands of them should wake their lane together.
 */
final class LaneTimers {

  private static final long GRAIN_MS = 10;
  private static final long GRAIN_NANOS = Duration.ofMillis(GRAIN_MS).toNanos();

  /** A task with its time; cancelled by any thread, it is let go of and stays until it is due. */
  static final class Timer extends FutureTask<@Nullable Void> implements Comparable<Timer> {
    private final long periodNanos;
    private long dueNanos;

    /**
     * @param periodNanos 0 for a task that runs once
     */
    Timer(Runnable task, long delayNanos, long periodNanos) {
      super(() -> Lane.runGuarded(task), null);
      this.periodNanos = periodNanos;
      this.dueNanos = rounded(System.nanoTime() + delayNanos);
    }

    private static long rounded(long nanos) {
      return Math.ceilDiv(nanos, GRAIN_NANOS) * GRAIN_NANOS;
    }

    @Override
    public int compareTo(Timer other) {
      return Long.signum(dueNanos - other.dueNanos);
    }

    /** Runs the task; false if it is not to run again. */
    boolean runAt(long nowNanos) {
      if (periodNanos == 0) {
        run();
        return false;
      }
      dueNanos = rounded(nowNanos + periodNanos);
      return runAndReset();
    }
  }

  private final PriorityQueue<Timer> timers = new PriorityQueue<>();

  void add(Timer timer) {
    timers.add(timer);
  }

  /** Runs what is due. */
  void run(long nowNanos) {
    for (var next = timers.peek();
        next != null && next.dueNanos - nowNanos <= 0;
        next = timers.peek()) {
      timers.remove();
      if (next.runAt(nowNanos)) {
        timers.add(next);
      }
    }
  }

  /** How long nothing is due, less than 0 if something is, [ns]; for ever without any timer. */
  long pauseNanos(long nowNanos) {
    var next = timers.peek();
    return next == null ? Long.MAX_VALUE : next.dueNanos - nowNanos;
  }
}
