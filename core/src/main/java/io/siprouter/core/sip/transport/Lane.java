package io.siprouter.core.sip.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code sip-lane-*} thread and its queue.
 *
 * <p>Only the network's tasks are bounded: timers and our own requests are bounded by what they
 * belong to, and dropping one would leave a transaction for ever.
 */
public final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
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
        runGuarded(tasks.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void runGuarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.error("SIP task failed", e);
    }
  }
}
