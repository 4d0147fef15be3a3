package io.siprouter.control.hook;

import io.siprouter.config.WebhookEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver: its messages are told in their order, each until it is taken or given up. Any
 * thread offers; a thread of its own, {@code webhook-<id>}, sends.
 */
final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(5);

  private final WebhookEntry entry;
  private final HookQueue queue;
  private final HookSender sender;
  private final Patience patience;
  private final InstantSource clock;
  private final LongAdder delivered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * @param queue that nobody else takes from any more
   */
  Webhook(
      WebhookEntry entry,
      HookQueue queue,
      HookSender sender,
      Patience patience,
      InstantSource clock) {
    this.entry = entry;
    this.queue = queue;
    this.sender = sender;
    this.patience = patience;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("webhook-" + entry.id()).start(this::run);
  }

  WebhookEntry entry() {
    return entry;
  }

  boolean wants(String event) {
    return entry.events().contains(event);
  }

  HookQueue queue() {
    return queue;
  }

  HookCounts counts() {
    return new HookCounts(
        delivered.sum(), retried.sum(), givenUp.sum(), queue.dropped(), queue.waiting());
  }

  private void run() {
    try {
      while (!isClosed(Duration.ZERO)) {
        deliver(queue.first());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(HookMessage message) throws InterruptedException {
    for (int attempt = 1; !isClosed(Duration.ZERO); attempt++) {
      var outcome = sender.send(entry, message, patience.answer());
      var pause = patience.pause(attempt, ThreadLocalRandom.current());
      if (isSettled(outcome, message, pause)) {
        queue.settled(message);
        return;
      }
      if (isClosed(pause)) {
        return;
      }
    }
  }

  private boolean isSettled(HookSender.Outcome outcome, HookMessage message, Duration pause) {
    return switch (outcome) {
      case HookSender.Outcome.Delivered _ -> {
        delivered.increment();
        yield true;
      }
      case HookSender.Outcome.Refused(var why) -> giveUp(message, why);
      case HookSender.Outcome.Failed(var why) ->
          clock.instant().plus(pause).isAfter(message.at().plus(patience.whole()))
              ? giveUp(message, why)
              : tryAgain(message, why);
    };
  }

  private boolean giveUp(HookMessage message, String why) {
    givenUp.increment();
    LOG.error(
        "Webhook {} was not told of {} {}: {}", entry.id(), message.event(), message.id(), why);
    return true;
  }

  private boolean tryAgain(HookMessage message, String why) {
    retried.increment();
    LOG.warn("Webhook {} takes no {}: {}", entry.id(), message.event(), why);
    return false;
  }

  private boolean isClosed(Duration within) throws InterruptedException {
    return closed.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Takes no more from the queue; what is in it stays there. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(GOODBYE_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
