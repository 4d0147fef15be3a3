package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code sip-lane-*} thread with its queue and its timers.
 *
 * <p>Only the network's tasks are bounded: timers and our own requests are bounded by what they
 * belong to, and dropping one would leave a transaction for ever.
 */
public final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final LaneTimers timers = new LaneTimers();
  private final AtomicInteger waiting = new AtomicInteger();
  private final int limit;
  private final Thread thread;
  private boolean ended;

  Lane(String name, int limit) {
    this.limit = limit;
    this.thread = Thread.ofPlatform().name(name).daemon().start(this::run);
  }

  /** Appends a task that must run. */
  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Appends a task from the network unless too many wait. */
  public boolean offer(Runnable task) {
    if (waiting.incrementAndGet() > limit) {
      waiting.decrementAndGet();
      return false;
    }
    tasks.add(
        () -> {
          waiting.decrementAndGet();
          task.run();
        });
    return true;
  }

  /** Runs a task after a delay; cancelled without interruption by the future. */
  public Future<?> schedule(Duration delay, Runnable task) {
    return arm(timers.once(task, delay));
  }

  /** Runs a task again and again. */
  public Future<?> every(Duration period, Runnable task) {
    return arm(timers.every(task, period));
  }

  private Future<?> arm(LaneTimers.Timer timer) {
    if (Thread.currentThread().equals(thread)) {
      timers.add(timer);
    } else {
      execute(() -> timers.add(timer));
    }
    return timer;
  }

  void close() {
    tasks.add(() -> ended = true);
    if (Thread.currentThread().equals(thread)) {
      return;
    }
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!ended) {
        var now = System.nanoTime();
        timers.run(now);
        var task = tasks.poll(timers.pauseNanos(now), TimeUnit.NANOSECONDS);
        if (task != null) {
          runGuarded(task);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void runGuarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.error("SIP task failed", e);
    }
  }
}
