package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has to do later, soonest first. Touched by the lane's thread only, unless said
 * otherwise.
 *
 * <p>Times are rounded up to {@value #GRAIN_MS} ms: a transaction looks at its clock every half
 * second, and thousands of them should wake their lane together.
 */
final class LaneTimers {

  private static final long GRAIN_MS = 10;
  private static final long GRAIN_NANOS = Duration.ofMillis(GRAIN_MS).toNanos();

  /** Not worth looking for. */
  private static final int MOST_CANCELLED = 100;

  /** A task with its time; cancelled by any thread. */
  final class Timer extends FutureTask<@Nullable Void> implements Comparable<Timer> {
    private final long periodNanos;
    private long dueNanos;

    private Timer(Runnable task, Duration delay, Duration period) {
      super(() -> Lane.runGuarded(task), null);
      this.periodNanos = period.toNanos();
      this.dueNanos = rounded(System.nanoTime() + delay.toNanos());
    }

    @Override
    protected void done() {
      if (isCancelled()) {
        cancelled.incrementAndGet();
      }
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

  /** Since the last sweep, by any thread. */
  private final AtomicInteger cancelled = new AtomicInteger();

  /** A timer that is to be added. Any thread. */
  Timer once(Runnable task, Duration delay) {
    return new Timer(task, delay, Duration.ZERO);
  }

  /** A timer that is to be added, and adds itself again until it is cancelled. Any thread. */
  Timer every(Runnable task, Duration period) {
    return new Timer(task, period, period);
  }

  void add(Timer timer) {
    sweep();
    timers.add(timer);
  }

  /** Timers that were cancelled are never the greater part of all. */
  private void sweep() {
    if (cancelled.get() > MOST_CANCELLED + timers.size() / 2) {
      cancelled.set(0);
      timers.removeIf(Timer::isCancelled);
    }
  }

  int size() {
    return timers.size();
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
