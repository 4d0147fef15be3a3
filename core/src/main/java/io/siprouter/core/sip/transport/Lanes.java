package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The {@code sip-*} threads: what belongs to one Call-ID runs on one of them, in order, so that
 * transactions and dialogs need no locks. Timers only post to a lane when they are due.
 */
public final class Lanes implements AutoCloseable {

  private final List<Lane> lanes;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param count threads
   * @param queue tasks from the network that may wait for one lane
   */
  public Lanes(int count, int queue) {
    lanes = IntStream.range(0, count).mapToObj(i -> new Lane("sip-lane-" + i, queue)).toList();
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("sip-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** The lane of a Call-ID, always the same one. */
  public Lane of(String callId) {
    return lanes.get(Math.floorMod(callId.hashCode(), lanes.size()));
  }

  /** Runs a task on a lane after a delay; cancelled without interruption by the future. */
  public Future<?> schedule(Lane lane, Duration delay, Runnable task) {
    return timer.schedule(() -> lane.execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Drops timers, runs what is queued, then ends the threads. Idempotent. */
  @Override
  public void close() {
    timer.shutdownNow();
    lanes.forEach(Lane::close);
  }
}
