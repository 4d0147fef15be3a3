package io.siprouter.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.loop.SteppedEventLoops;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventBusTest {

  private final SteppedEventLoops loops = new SteppedEventLoops();
  private final EventBus bus = new EventBus(loops, loops);

  @Test
  void everySubscriberSeesEveryEventInOneOrder() throws InterruptedException {
    var first = bus.subscribe(10);
    var second = bus.subscribe(10);

    bus.publish(new ServerEvent.CallRinging("a"));
    bus.publish(new ServerEvent.CallAnswered("a"));
    loops.settle();

    assertThat(taken(first)).extracting(StampedEvent::seq).containsExactly(1L, 2L);
    assertThat(taken(second))
        .extracting(stamped -> stamped.event().name())
        .containsExactly("call_ringing", "call_answered");
  }

  @Test
  void subscriberThatDoesNotKeepUpIsCutOffAndTheOthersGoOn() throws InterruptedException {
    var slow = bus.subscribe(1);
    var quick = bus.subscribe(10);

    for (var i = 0; i < 3; i++) {
      bus.publish(new ServerEvent.CallRinging("call-" + i));
    }
    loops.settle();

    assertThat(slow.ended()).isTrue();
    assertThat(taken(slow)).hasSize(1);
    assertThat(quick.ended()).isFalse();
    assertThat(taken(quick)).hasSize(3);
  }

  @Test
  void closedSubscriptionGetsNothingMore() throws InterruptedException {
    var subscription = bus.subscribe(10);
    subscription.close();
    bus.publish(new ServerEvent.CallRinging("a"));
    loops.settle();

    assertThat(taken(subscription)).isEmpty();
  }

  @Test
  void closingTheBusEndsItsSubscribers() {
    var subscription = bus.subscribe(10);
    bus.close();
    loops.settle();

    assertThat(subscription.ended()).isTrue();
  }

  private static List<StampedEvent> taken(EventSubscription subscription)
      throws InterruptedException {
    List<StampedEvent> events = new ArrayList<>();
    Optional<StampedEvent> next = subscription.next(Duration.ZERO);
    while (next.isPresent()) {
      events.add(next.get());
      next = subscription.next(Duration.ZERO);
    }
    return events;
  }
}
