package io.siprouter.core.door;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that does nothing but wake every 20 ms: how late it comes is the machine's own noise,
 * whatever else is measured at the same time.
 */
final class Metronome implements AutoCloseable {
  private static final long PERIOD_NANOS = Duration.ofMillis(20).toNanos();

  private volatile boolean ended;
  private volatile long latestNanos;

  Metronome() {
    Thread.ofPlatform().name("metronome").daemon().start(this::run);
  }

  private void run() {
    long due = System.nanoTime() + PERIOD_NANOS;
    while (!ended) {
      LockSupport.parkNanos(due - System.nanoTime());
      long now = System.nanoTime();
      if (now - due >= 0) {
        latestNanos = Math.max(latestNanos, now - due);
        due = Math.max(due + PERIOD_NANOS, now);
      }
    }
  }

  /** How late it has come at worst. */
  Duration latest() {
    return Duration.ofNanos(latestNanos);
  }

  @Override
  public void close() {
    ended = true;
  }
}
