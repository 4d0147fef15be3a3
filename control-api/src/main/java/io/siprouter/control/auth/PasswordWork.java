package io.siprouter.control.auth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes passwords on one platform thread {@code passwords}, so that no flood of logins takes more
 * than one processor and the memory of one hash. Any thread may hand in work.
 */
final class PasswordWork implements AutoCloseable {

  /** A second's worth, or two on a small box. */
  private static final int QUEUE = 8;

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          1,
          1,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(QUEUE),
          Thread.ofPlatform().daemon().name("passwords").factory());

  PasswordWork() {
    pool.allowCoreThreadTimeOut(true);
  }

  /** Does it soon; fails with {@link RejectedExecutionException} if too much waits already. */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, (Executor) pool);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
