package io.siprouter.core.trace;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches messages as they pass. Whoever sends or receives fills its bounded queue and
 * never waits; one thread of the subscriber's own takes, which also does the filtering. What does
 * not fit is dropped.
 */
public final class TraceSubscription implements AutoCloseable {

  private final TraceFilter filter;
  private final int capacity;
  private final UnaryOperator<TracedMessage> reader;
  private final Consumer<TraceSubscription> onClose;
  private final Queue<TracedMessage> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();
  private volatile @Nullable Thread taker;
  private volatile boolean ended;

  /**
   * @param reader adds to a message what is known of it by the time it is taken
   */
  TraceSubscription(
      TraceFilter filter,
      int capacity,
      UnaryOperator<TracedMessage> reader,
      Consumer<TraceSubscription> onClose) {
    this.filter = filter;
    this.capacity = capacity;
    this.reader = reader;
    this.onClose = onClose;
  }

  void offer(TracedMessage message) {
    if (waiting.incrementAndGet() > capacity) {
      waiting.decrementAndGet();
      dropped.increment();
      return;
    }
    queue.add(message);
    var parked = taker;
    if (parked != null) {
      LockSupport.unpark(parked);
    }
  }

  /**
   * The next message that fits, waiting for it at most {@code patience}; empty when none came.
   *
   * @throws InterruptedException if the taking thread is interrupted
   */
  public Optional<TracedMessage> next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    taker = Thread.currentThread();
    try {
      while (true) {
        var found = takeFitting();
        if (found.isPresent() || ended || deadline - System.nanoTime() <= 0) {
          return found;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LockSupport.parkNanos(this, deadline - System.nanoTime());
      }
    } finally {
      taker = null;
    }
  }

  private Optional<TracedMessage> takeFitting() {
    for (var next = queue.poll(); next != null; next = queue.poll()) {
      waiting.decrementAndGet();
      var message = reader.apply(next);
      if (filter.fits(message)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** How many messages did not fit so far, whether or not they were wanted. */
  public long dropped() {
    return dropped.sum();
  }

  /** Whether nothing more will come; what was queued before can still be taken. */
  public boolean ended() {
    return ended;
  }

  /** Ends the subscription. Idempotent. */
  @Override
  public void close() {
    end();
    onClose.accept(this);
  }

  void end() {
    ended = true;
    var parked = taker;
    if (parked != null) {
      LockSupport.unpark(parked);
    }
  }
}
