package io.siprouter.core.trace;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.StampedEvent;
import java.time.Duration;

/** Tells the trace what the engine says of its calls, on a thread of its own, {@code trace}. */
public final class TraceEvents implements AutoCloseable {
  private static final int CAPACITY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final EventBus bus;
  private final MessageTrace trace;
  private final Thread thread;
  private EventSubscription subscription;

  private TraceEvents(EventBus bus, MessageTrace trace) {
    this.bus = bus;
    this.trace = trace;
    this.subscription = bus.subscribe(CAPACITY);
    this.thread = Thread.ofVirtual().name("trace").unstarted(this::run);
  }

  /** Lets the trace know of all calls from now on. */
  public static TraceEvents follow(EventBus bus, MessageTrace trace) {
    var events = new TraceEvents(bus, trace);
    events.thread.start();
    return events;
  }

  private void run() {
    try {
      while (true) {
        var event = subscription.next(PATIENCE);
        event.ifPresent(this::take);
        if (event.isEmpty() && subscription.ended()) {
          subscription = bus.subscribe(CAPACITY);
        }
      }
    } catch (InterruptedException _) {
      subscription.close();
    }
  }

  private void take(StampedEvent stamped) {
    if (stamped.event() instanceof ServerEvent.LegDialog(var call, var leg, var sipCallId)) {
      trace.began(sipCallId, new DialogOwner(call, leg));
    } else if (stamped.event() instanceof ServerEvent.CallEnded ended) {
      trace.ended(ended.callId());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
