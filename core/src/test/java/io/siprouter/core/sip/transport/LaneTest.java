package io.siprouter.core.sip.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATER = Duration.ofMillis(60);

  private final Lane lane = new Lane("lane", 10);
  private final LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    lane.close();
  }

  private String next() throws InterruptedException {
    return done.poll(5, SECONDS);
  }

  @Test
  void timersRunWhenTheyAreDueWhicheverWasArmedFirst() throws InterruptedException {
    var _ = lane.schedule(LATER, () -> done.add("later"));
    var _ = lane.schedule(SOON, () -> done.add("soon"));
    lane.execute(() -> done.add("now"));

    assertThat(next()).isEqualTo("now");
    assertThat(next()).isEqualTo("soon");
    assertThat(next()).isEqualTo("later");
  }

  @Test
  void timerArmedOnTheLaneRunsThere() throws InterruptedException {
    lane.execute(
        () -> {
          var _ = lane.schedule(SOON, () -> done.add(Thread.currentThread().getName()));
        });

    assertThat(next()).isEqualTo("lane");
  }

  @Test
  void cancelledTimerDoesNotRun() throws InterruptedException {
    var cancelled = lane.schedule(SOON, () -> done.add("cancelled"));
    var _ = lane.schedule(LATER, () -> done.add("later"));
    cancelled.cancel(false);

    assertThat(next()).isEqualTo("later");
  }

  @Test
  void periodicTimerRunsUntilItIsCancelled() throws InterruptedException {
    var thrice = new CountDownLatch(3);
    var timer = lane.every(SOON, thrice::countDown);
    assertThat(thrice.await(5, SECONDS)).isTrue();

    timer.cancel(false);
    lane.execute(done::clear);
    var _ = lane.schedule(LATER, () -> done.add("end"));
    assertThat(next()).isEqualTo("end");
  }

  @Test
  void laneOutlivesTimersAndTasksThatThrow() throws InterruptedException {
    var _ =
        lane.schedule(
            Duration.ZERO,
            () -> {
              throw new IllegalStateException("timer");
            });
    lane.execute(
        () -> {
          throw new IllegalStateException("task");
        });
    var _ = lane.schedule(SOON, () -> done.add("alive"));

    assertThat(next()).isEqualTo("alive");
  }
}
