package io.siprouter.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualEventLoopTest {

  private enum Deadline {
    SOON,
    LATER
  }

  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final EventLoop<Deadline> loop =
      EventLoops.virtual().start("loop-test", Deadline.class, failure::set);

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void tasksRunInTheOrderTheyWereAppended() throws InterruptedException {
    List<Integer> seen = new ArrayList<>();
    for (var i = 0; i < 100; i++) {
      var number = i;
      loop.execute(() -> seen.add(number));
    }
    awaitQueued();

    assertThat(seen).hasSize(100).isSorted();
  }

  @Test
  void armingADeadlineAgainReplacesIt() throws InterruptedException {
    var fired = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    loop.execute(
        () -> {
          loop.schedule(Deadline.SOON, Duration.ofMillis(1), () -> seen.add("first"));
          loop.schedule(Deadline.SOON, Duration.ofMillis(5), () -> seen.add("second"));
          loop.schedule(Deadline.LATER, Duration.ofMillis(10), fired::countDown);
        });

    assertThat(fired.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).containsExactly("second");
  }

  @Test
  void cancelledDeadlineNeverFires() throws InterruptedException {
    var later = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    loop.execute(
        () -> {
          loop.schedule(Deadline.SOON, Duration.ofMillis(1), () -> seen.add("cancelled"));
          loop.cancel(Deadline.SOON);
          loop.schedule(Deadline.LATER, Duration.ofMillis(10), later::countDown);
        });

    assertThat(later.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).isEmpty();
  }

  @Test
  void taskThatThrowsIsReportedAndTheLoopGoesOn() throws InterruptedException {
    loop.execute(
        () -> {
          throw new IllegalStateException("broken task");
        });
    awaitQueued();

    assertThat(failure.get()).hasMessage("broken task");
  }

  @Test
  void closingRunsWhatWasAppendedBefore() throws InterruptedException {
    var ran = new CountDownLatch(1);
    loop.execute(ran::countDown);
    loop.close();

    assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
  }

  private void awaitQueued() throws InterruptedException {
    var reached = new CountDownLatch(1);
    loop.execute(reached::countDown);
    assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
