package io.siprouter.core.sip.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The {@code sip-*} threads: what belongs to one Call-ID runs on one of them, in order, timers
 * included, so that transactions and dialogs need no locks.
 */
public final class Lanes implements AutoCloseable {

  private final List<Lane> lanes;
  private final Duration t1;

  /**
   * @param count threads
   * @param queue tasks from the network that may wait for one lane
   * @param t1 the estimate of a round trip that all timers are multiples of, RFC 3261 §17.1.1.1
   */
  public Lanes(int count, int queue, Duration t1) {
    this.t1 = t1;
    lanes = IntStream.range(0, count).mapToObj(i -> new Lane("sip-lane-" + i, queue)).toList();
  }

  public Duration t1() {
    return t1;
  }

  /** The lane of a Call-ID, always the same one. */
  public Lane of(String callId) {
    return lanes.get(Math.floorMod(callId.hashCode(), lanes.size()));
  }

  /** Completes once every lane has come round to a task that is handed in now. */
  public CompletableFuture<Void> round() {
    return CompletableFuture.allOf(
        lanes.stream()
            .map(lane -> CompletableFuture.runAsync(() -> {}, lane))
            .toArray(CompletableFuture<?>[]::new));
  }

  /** Runs what is queued, drops timers, then ends the threads. Idempotent. */
  @Override
  public void close() {
    lanes.forEach(Lane::close);
  }
}
