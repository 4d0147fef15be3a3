package io.siprouter.control.stream;

import io.siprouter.control.view.TraceMessageView;
import io.siprouter.core.event.ServerEvent.SipTrace;
import io.siprouter.core.trace.MessageTrace;
import io.siprouter.core.trace.TraceFilter;
import io.siprouter.core.trace.TraceSubscription;
import io.siprouter.core.trace.TracedMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Tells one WebSocket of SIP messages as they pass, from a thread of its own. Messages that come
 * faster than they are taken are left out.
 */
final class TraceWatch {
  private static final int CAPACITY = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final MessageTrace trace;
  private final Consumer<SipTrace> taker;
  private Optional<TraceSubscription> subscription = Optional.empty();

  /**
   * @param taker told on another thread
   */
  TraceWatch(MessageTrace trace, Consumer<SipTrace> taker) {
    this.trace = trace;
    this.taker = taker;
  }

  /** Watches these messages from now on, and no others. */
  void follow(TraceFilter filter) {
    stop();
    var messages = trace.subscribe(filter, CAPACITY);
    subscription = Optional.of(messages);
    Thread.ofVirtual().name("trace-watch").start(() -> tell(messages));
  }

  private void tell(TraceSubscription messages) {
    try {
      while (!messages.ended()) {
        messages.next(PATIENCE).map(TraceWatch::event).ifPresent(taker);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static SipTrace event(TracedMessage message) {
    var view = TraceMessageView.of(message);
    return new SipTrace(
        view.callId(),
        view.legId(),
        view.direction(),
        view.message(),
        view.timestamp(),
        view.transport(),
        view.local(),
        view.remote(),
        view.sipCallId());
  }

  void stop() {
    subscription.ifPresent(TraceSubscription::close);
    subscription = Optional.empty();
  }
}
