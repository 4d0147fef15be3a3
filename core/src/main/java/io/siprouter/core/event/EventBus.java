package io.siprouter.core.event;

import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the engine to those who listen, all in one order.
 *
 * <p>Any thread may publish, observe or subscribe; none ever waits for another. A loop of its own
 * stamps and delivers. A subscriber whose queue is full is cut off; an observer misses nothing, so
 * that it has to take each event at once.
 */
public final class EventBus implements AutoCloseable {

  private enum NoDeadline {}

  private static final Logger log = LoggerFactory.getLogger(EventBus.class);

  private final InstantSource clock;
  private final EventLoop<NoDeadline> loop;
  private final List<Consumer<StampedEvent>> observers = new ArrayList<>();
  private final List<EventSubscription> subscriptions = new ArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private long seq;

  public EventBus(EventLoops loops, InstantSource clock) {
    this.clock = clock;
    this.loop =
        loops.start("event-bus", NoDeadline.class, e -> log.error("Event was not delivered", e));
  }

  /** Hands an event to everybody who listens, in the order of publishing. */
  public void publish(ServerEvent event) {
    loop.execute(() -> deliver(event));
  }

  /**
   * Shows an observer all events published from now on, until the bus is closed.
   *
   * @param observer called on the bus's thread; does no more than to hand the event on
   */
  public void observe(Consumer<StampedEvent> observer) {
    loop.execute(() -> observers.add(observer));
  }

  /**
   * Subscribes to all events published from now on.
   *
   * @param capacity how many events may wait to be taken before the subscriber is cut off
   */
  public EventSubscription subscribe(int capacity) {
    var subscription = new EventSubscription(capacity, this::drop);
    loop.execute(() -> subscriptions.add(subscription));
    return subscription;
  }

  /** How many subscribers have been cut off so far. */
  public long dropped() {
    return dropped.get();
  }

  /** Delivers what has been published, for a second at most, and nothing from then on. */
  @Override
  public void close() {
    var delivered = new CompletableFuture<Void>();
    loop.execute(
        () -> {
          List.copyOf(subscriptions).forEach(EventSubscription::end);
          delivered.complete(null);
        });
    loop.close();
    delivered.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
  }

  private void deliver(ServerEvent event) {
    var stamped = new StampedEvent(++seq, clock.instant(), event);
    observers.forEach(observer -> observer.accept(stamped));
    subscriptions.removeIf(subscription -> !isDelivered(subscription, stamped));
  }

  private boolean isDelivered(EventSubscription subscription, StampedEvent stamped) {
    var delivered = subscription.offer(stamped);
    if (!delivered) {
      dropped.incrementAndGet();
    }
    return delivered;
  }

  private void drop(EventSubscription subscription) {
    loop.execute(() -> subscriptions.remove(subscription));
  }
}
