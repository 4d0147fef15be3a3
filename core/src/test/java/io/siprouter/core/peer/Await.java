package io.siprouter.core.peer;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does. Polls, because such a process has no event to wait for. */
public final class Await {
  private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  public static void until(String what, Duration limit, BooleanSupplier condition) {
    until(() -> what, limit, condition);
  }

  /** {@code what} is asked for only when the wait was in vain: it may tell the last state seen. */
  public static void until(Supplier<String> what, Duration limit, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError("Not within %d ms: %s".formatted(limit.toMillis(), what.get()));
      }
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  /** Lets time pass where the other program wants it: how long a key is pressed. */
  public static void pass(Duration time) {
    long deadlineNanos = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = deadlineNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
