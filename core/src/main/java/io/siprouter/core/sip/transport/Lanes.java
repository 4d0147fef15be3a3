package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The {@code sip-*} threads: what belongs to one Call-ID runs on one of them, in order, so that
 * transactions and dialogs need no locks. Timers only post to a lane when they are due.
 */
public final class Lanes implements AutoCloseable {

  private final List<Lane> lanes;
  private final ScheduledThreadPoolExecutor timer;
  private final Duration t1;

  /**
   * @param count threads
   * @param queue tasks from the network that may wait for one lane
   * @param t1 the estimate of a round trip that all timers are multiples of, RFC 3261 §17.1.1.1
   */
  public Lanes(int count, int queue, Duration t1) {
    this.t1 = t1;
    lanes = IntStream.range(0, count).mapToObj(i -> new Lane("sip-lane-" + i, queue)).toList();
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("sip-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  public Duration t1() {
    return t1;
  }

  /** The lane of a Call-ID, always the same one. */
  public Lane of(String callId) {
    return lanes.get(Math.floorMod(callId.hashCode(), lanes.size()));
  }

  /** Runs a task on a lane after a delay; cancelled without interruption by the future. */
  public Future<?> schedule(Lane lane, Duration delay, Runnable task) {
    return timer.schedule(() -> lane.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs a task on a lane again and again; a turn is left out while the last one waits. */
  public Future<?> every(Lane lane, Duration period, Runnable task) {
    var waits = new AtomicBoolean();
    Runnable turn =
        () -> {
          waits.set(false);
          task.run();
        };
    return timer.scheduleAtFixedRate(
        () -> {
          if (waits.compareAndSet(false, true)) {
            lane.execute(turn);
          }
        },
        period.toNanos(),
        period.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  /** Drops timers, runs what is queued, then ends the threads. Idempotent. */
  @Override
  public void close() {
    timer.shutdownNow();
    lanes.forEach(Lane::close);
  }
}
