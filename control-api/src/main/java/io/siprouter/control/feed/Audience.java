package io.siprouter.control.feed;

import io.siprouter.control.view.StatusView;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What one listener has been told. On the feed's loop. */
final class Audience {

  private final FeedListener listener;
  private final EventText text;
  private final LongAdder missedByAll;
  private long missed;

  /**
   * @param missedByAll counts what this one and all others miss
   */
  Audience(FeedListener listener, EventText text, LongAdder missedByAll) {
    this.listener = listener;
    this.text = text;
    this.missedByAll = missedByAll;
  }

  /** Tells the whole picture. */
  void status(StatusView status) {
    tell(text.own("status", status));
  }

  /** Tells an event, unless events before it are missing. */
  void tell(String line) {
    if (missed > 0 || !listener.offer(line)) {
      missed++;
      missedByAll.increment();
    }
  }

  /** Tells an event that nobody misses who has no room for it. */
  void meter(String line) {
    if (missed == 0) {
      listener.offer(line);
    }
  }

  boolean wants(String event) {
    return listener.wishes().contains(event);
  }

  void caughtUp(Supplier<StatusView> snapshot) {
    if (missed > 0 && listener.offer(text.own("events_dropped", Map.of("count", missed)))) {
      missed = 0;
      status(snapshot.get());
    }
  }
}
