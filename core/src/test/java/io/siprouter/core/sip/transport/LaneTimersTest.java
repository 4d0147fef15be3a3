package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LaneTimersTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final LaneTimers timers = new LaneTimers();

  @Test
  void cancelledTimersDoNotPileUpUntilTheyAreDue() {
    timers.add(timers.once(() -> {}, LONG));
    for (int i = 0; i < 10_000; i++) {
      var timer = timers.once(() -> {}, LONG);
      timers.add(timer);
      timer.cancel(false);
    }

    assertThat(timers.size()).isLessThan(500);
  }

  @Test
  void timersThatAreNotCancelledAreKept() {
    for (int i = 0; i < 1_000; i++) {
      timers.add(timers.once(() -> {}, LONG));
    }
    for (int i = 0; i < 1_000; i++) {
      var timer = timers.once(() -> {}, LONG);
      timers.add(timer);
      timer.cancel(false);
    }
    timers.add(timers.once(() -> {}, LONG));

    assertThat(timers.size()).isBetween(1_001, 2_001);
  }
}
