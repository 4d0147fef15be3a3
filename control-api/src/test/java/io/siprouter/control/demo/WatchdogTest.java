package io.siprouter.control.demo;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WatchdogTest {

  @Test
  void barksWhenTheTimeIsOver() throws InterruptedException {
    var barked = new CountDownLatch(1);

    try (var _ = Watchdog.start(Duration.ofMillis(1), barked::countDown)) {
      assertThat(barked.await(5, SECONDS)).isTrue();
    }
  }

  @Test
  void staysQuietWhenItIsCalledOff() throws InterruptedException {
    var barked = new CountDownLatch(1);

    Watchdog.start(Duration.ofMillis(200), barked::countDown).close();

    assertThat(barked.await(400, MILLISECONDS)).isFalse();
  }
}
