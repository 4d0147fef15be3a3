package io.siprouter.control.hook;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that wait for one webhook, in their order. Each is written before it is told, and
 * kept until it is settled. Any thread offers and never waits; one at a time takes.
 */
final class HookQueue {

  private static final Logger LOG = LoggerFactory.getLogger(HookQueue.class);
  private static final int CAPACITY = 1_000;

  private final String hook;
  private final HookStore store;
  private final BlockingQueue<HookMessage> written = new LinkedBlockingQueue<>();
  private final AtomicReference<@Nullable HookMessage> first = new AtomicReference<>();
  private final AtomicInteger held;
  private final LongAdder dropped = new LongAdder();

  /**
   * @param hook the id of the webhook
   * @param unsettled written already
   */
  HookQueue(String hook, HookStore store, List<HookMessage> unsettled) {
    this.hook = hook;
    this.store = store;
    this.written.addAll(unsettled);
    this.held = new AtomicInteger(unsettled.size());
  }

  /** Takes a message; one too many is dropped, and the first of those is told of. */
  void offer(HookMessage message) {
    if (held.incrementAndGet() <= CAPACITY) {
      store.keep(hook, message, () -> written.add(message));
      return;
    }
    held.decrementAndGet();
    if (dropped.sum() == 0) {
      LOG.error("Webhook {} has {} messages waiting, others are lost", hook, CAPACITY);
    }
    dropped.increment();
  }

  /** The first that is not settled, waiting for it; the same one until it is. */
  HookMessage first() throws InterruptedException {
    var before = first.get();
    if (before != null) {
      return before;
    }
    var next = written.take();
    first.set(next);
    return next;
  }

  /** The first one has been told, or never will be. */
  void settled(HookMessage message) {
    if (first.compareAndSet(message, null)) {
      held.decrementAndGet();
      store.settle(hook, message);
    }
  }

  /** How many wait. */
  int waiting() {
    return held.get();
  }

  long dropped() {
    return dropped.sum();
  }
}
