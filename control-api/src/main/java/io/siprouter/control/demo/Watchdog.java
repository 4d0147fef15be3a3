package io.siprouter.control.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something when a time is over, whatever all other threads are stuck in, which is why it has
 * one of its own.
 */
public final class Watchdog implements AutoCloseable {

  private final CountDownLatch calledOff = new CountDownLatch(1);

  private Watchdog() {}

  /**
   * Starts it.
   *
   * @param onTime unless it is closed before
   */
  public static Watchdog start(Duration limit, Runnable onTime) {
    var watchdog = new Watchdog();
    Thread.ofPlatform().daemon().name("watchdog").start(() -> watchdog.watch(limit, onTime));
    return watchdog;
  }

  private void watch(Duration limit, Runnable onTime) {
    try {
      if (!calledOff.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        onTime.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    calledOff.countDown();
  }
}
