package io.siprouter.core.trace;

import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The latest messages, as many as fit. Any thread; nobody waits for anybody. */
final class MessageRing {
  private final ConcurrentLinkedDeque<TracedMessage> messages = new ConcurrentLinkedDeque<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong weightBytes = new AtomicLong();
  private final LongAdder dropped = new LongAdder();
  private volatile Bounds bounds;

  /** What fits. */
  record Bounds(int messages, long bytes) {}

  MessageRing(Bounds bounds) {
    this.bounds = bounds;
  }

  /** Lets more or less fit from now on. */
  void bound(Bounds other) {
    bounds = other;
    dropOldest();
  }

  void add(TracedMessage message) {
    messages.addLast(message);
    count.incrementAndGet();
    weightBytes.addAndGet(message.weightBytes());
    dropOldest();
  }

  /** Two threads that find the ring too full may drop one message more than they had to. */
  private void dropOldest() {
    while (count.get() > bounds.messages() || weightBytes.get() > bounds.bytes()) {
      var oldest = messages.pollFirst();
      if (oldest == null) {
        return;
      }
      count.decrementAndGet();
      weightBytes.addAndGet(-oldest.weightBytes());
      dropped.increment();
    }
  }

  /** Roughly in the order of their coming; what comes or goes meanwhile may be seen or not. */
  Iterable<TracedMessage> oldestFirst() {
    return messages;
  }

  Iterator<TracedMessage> latestFirst() {
    return messages.descendingIterator();
  }

  int count() {
    return count.get();
  }

  /** How many have made room for others. */
  long dropped() {
    return dropped.sum();
  }
}
