package io.siprouter.control.hook;

import io.siprouter.config.WebhookEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One receiver: its messages wait in a bounded queue and are told in their order, each until it is
 * taken or given up. Any thread offers; a thread of its own, {@code webhook-<id>}, sends.
 */
final class Webhook implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final int CAPACITY = 1_000;

  private final WebhookEntry entry;
  private final HookSender sender;
  private final Patience patience;
  private final InstantSource clock;
  private final BlockingQueue<HookMessage> waiting = new ArrayBlockingQueue<>(CAPACITY);
  private final LongAdder delivered = new LongAdder();
  private final LongAdder retried = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Webhook(WebhookEntry entry, HookSender sender, Patience patience, InstantSource clock) {
    this.entry = entry;
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

  /** Queues a message; one too many is dropped, and the first of those is told of. */
  void offer(HookMessage message) {
    if (!waiting.offer(message)) {
      if (dropped.sum() == 0) {
        LOG.error("Webhook {} has {} messages waiting, others are lost", entry.id(), CAPACITY);
      }
      dropped.increment();
    }
  }

  HookCounts counts() {
    return new HookCounts(delivered.sum(), retried.sum(), givenUp.sum(), dropped.sum());
  }

  private void run() {
    try {
      while (!isClosed(Duration.ZERO)) {
        deliver(waiting.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(HookMessage message) throws InterruptedException {
    for (int attempt = 1; !isClosed(Duration.ZERO); attempt++) {
      var outcome = sender.send(entry, message, patience.answer());
      var pause = patience.pause(attempt, ThreadLocalRandom.current());
      if (isSettled(outcome, message, pause) || isClosed(pause)) {
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

  /** What waits is lost. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
