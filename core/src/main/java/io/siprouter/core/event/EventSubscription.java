package io.siprouter.core.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One subscriber's bounded queue of events. The bus fills it; one thread of the subscriber's own
 * takes from it.
 */
public final class EventSubscription implements AutoCloseable {

  private final BlockingQueue<StampedEvent> queue;
  private final Consumer<EventSubscription> onClose;
  private volatile boolean ended;

  EventSubscription(int capacity, Consumer<EventSubscription> onClose) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.onClose = onClose;
  }

  /**
   * The next event, waiting for it at most {@code patience}; empty when none came.
   *
   * @throws InterruptedException if the taking thread is interrupted
   */
  public Optional<StampedEvent> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Whether the bus has cut this subscriber off; what was queued before can still be taken. */
  public boolean ended() {
    return ended;
  }

  /** Ends the subscription from the subscriber's side. Idempotent. */
  @Override
  public void close() {
    end();
    onClose.accept(this);
  }

  /** Queues an event; false where the subscriber is gone or too slow, which ends it. */
  boolean offer(StampedEvent event) {
    if (!ended && queue.offer(event)) {
      return true;
    }
    end();
    return false;
  }

  void end() {
    ended = true;
  }
}
