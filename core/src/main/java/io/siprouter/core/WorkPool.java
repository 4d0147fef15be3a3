package io.siprouter.core;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what may wait or takes its time (names, files, passwords) on a few platform threads {@code
 * work-*}, away from the carriers of the event loops. Any thread may hand in work.
 */
final class WorkPool implements Executor, AutoCloseable {

  private static final int THREADS = 4;
  private static final int QUEUE = 1_000;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("work-", 0).factory());

  WorkPool() {
    pool.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs the task soon.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too much waits already
   */
  @Override
  public void execute(Runnable task) {
    pool.execute(task);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
