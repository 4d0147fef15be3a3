package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what has no event of its own. */
final class Await {
  private Await() {}

  static void until(BooleanSupplier condition, Supplier<String> state) throws InterruptedException {
    var reached = new CountDownLatch(1);
    try (var clock = Executors.newSingleThreadScheduledExecutor()) {
      var polling =
          clock.scheduleAtFixedRate(
              () -> {
                if (condition.getAsBoolean()) {
                  reached.countDown();
                }
              },
              0,
              5,
              TimeUnit.MILLISECONDS);
      boolean inTime = reached.await(8, TimeUnit.SECONDS);
      polling.cancel(false);
      assertThat(inTime).as(state).isTrue();
    }
  }
}
