package io.siprouter.core.event;

import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.loop.EventLoops;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries events from the engine to its subscribers, all in one order.
 *
 * <p>Any thread may publish or subscribe; neither ever waits for a subscriber. A loop of its own
 * stamps and delivers, and a subscriber whose queue is full is cut off.
 */
public final class EventBus implements AutoCloseable {

  private enum NoDeadline {}

  private static final Logger log = LoggerFactory.getLogger(EventBus.class);

  private final InstantSource clock;
  private final EventLoop<NoDeadline> loop;
  private final List<EventSubscription> subscriptions = new ArrayList<>();
  private long seq;

  public EventBus(EventLoops loops, InstantSource clock) {
    this.clock = clock;
    this.loop =
        loops.start("event-bus", NoDeadline.class, e -> log.error("Event was not delivered", e));
  }

  /** Hands an event to every subscriber, in the order of publishing. */
  public void publish(ServerEvent event) {
    loop.execute(() -> deliver(event));
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

  @Override
  public void close() {
    loop.execute(() -> List.copyOf(subscriptions).forEach(EventSubscription::end));
    loop.close();
  }

  private void deliver(ServerEvent event) {
    var stamped = new StampedEvent(++seq, clock.instant(), event);
    subscriptions.removeIf(subscription -> !subscription.offer(stamped));
  }

  private void drop(EventSubscription subscription) {
    loop.execute(() -> subscriptions.remove(subscription));
  }
}
