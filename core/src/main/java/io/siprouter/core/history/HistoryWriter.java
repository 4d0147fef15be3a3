package io.siprouter.core.history;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.siprouter.config.HistorySection;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records on a thread of its own, many at once where many wait. Nobody ever waits for it: if
 * the disk cannot take them, some thousand are kept, and what comes then is dropped and counted.
 */
final class HistoryWriter implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HistoryWriter.class);

  private static final int CAPACITY = 10_000;
  private static final int BATCH = 500;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_PRUNINGS = Duration.ofHours(1);
  private static final Duration GOODBYE_PATIENCE = Duration.ofSeconds(5);

  private sealed interface Item {}

  private record Over(CallRecord call) implements Item {}

  private record Stop() implements Item {}

  private final HistoryStore store;
  private final Supplier<HistorySection> settings;
  private final Consumer<CallRecord> written;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong recorded = new AtomicLong();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<CallRecord> batch = new ArrayList<>();
  private long nextPruningNanos = System.nanoTime();
  private boolean failing;

  /**
   * @param written told of each record that is in the file, on the writer's thread
   */
  HistoryWriter(
      HistoryStore store, Supplier<HistorySection> settings, Consumer<CallRecord> written) {
    this.store = store;
    this.settings = settings;
    this.written = written;
    this.thread = Thread.ofPlatform().name("history").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Takes a record, or counts it as dropped. Any thread; never waits. */
  void offer(CallRecord call) {
    if (!queue.offer(new Over(call))) {
      dropped.incrementAndGet();
    }
  }

  /** How many records wait. */
  int waiting() {
    return queue.size();
  }

  /** How many records were written since the start. */
  long recorded() {
    return recorded.get();
  }

  /** How many records have been lost since the start. */
  long dropped() {
    return dropped.get();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        attempt(this::work);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    finish();
    store.close();
  }

  private interface Task {
    void perform() throws SQLException, IOException, InterruptedException;
  }

  private boolean attempt(Task task) throws InterruptedException {
    try {
      task.perform();
      return true;
    } catch (SQLException | IOException e) {
      fails(e);
    } catch (RuntimeException | LinkageError e) { // the latter where its library cannot be loaded
      log.error("The history could not be written by a fault of our own", e);
      lose(batch.size());
      batch.clear();
    }
    return false;
  }

  private void work() throws SQLException, IOException, InterruptedException {
    if (batch.isEmpty()) {
      prune();
      collect(untilPruning());
    } else {
      var _ = closing.await(BETWEEN_ATTEMPTS.toSeconds(), SECONDS);
    }
    write();
  }

  private Duration untilPruning() {
    return Duration.ofNanos(Math.max(0, nextPruningNanos - System.nanoTime()));
  }

  private void prune() throws SQLException, IOException {
    if (nextPruningNanos - System.nanoTime() <= 0) {
      nextPruningNanos = System.nanoTime() + BETWEEN_PRUNINGS.toNanos();
      store.prune(settings.get());
      succeeded();
    }
  }

  /** Waits for the first record; takes whatever else is there. */
  private void collect(Duration patience) throws InterruptedException {
    var items = new ArrayList<Item>();
    var first = queue.poll(patience.toNanos(), NANOSECONDS);
    if (first != null) {
      items.add(first);
    }
    queue.drainTo(items, BATCH);
    for (var item : items) {
      switch (item) {
        case Over(var call) -> batch.add(call);
        case Stop _ -> {}
      }
    }
  }

  private void write() throws SQLException, IOException {
    if (!batch.isEmpty()) {
      store.insert(batch);
      succeeded();
      recorded.addAndGet(batch.size());
      batch.forEach(written);
      batch.clear();
    }
  }

  private void succeeded() {
    if (failing) {
      failing = false;
      log.info("The history is written again; {} calls are missing from it", dropped.get());
    }
  }

  private void fails(Exception e) {
    if (!failing) {
      failing = true;
      log.error(
          "The history cannot be written: {}. Calls go on, and the latest {} are kept meanwhile",
          e.getMessage(),
          CAPACITY);
    }
  }

  /** Writes what is left, unless the disk does not take it now. */
  private void finish() {
    try {
      var going = attempt(this::write);
      while (going && !queue.isEmpty()) {
        collect(Duration.ZERO);
        going = attempt(this::write);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    lose(batch.size() + queue.size());
  }

  private void lose(int calls) {
    if (calls > 0) {
      dropped.addAndGet(calls);
      log.error("{} calls are missing from the history", calls);
    }
  }

  /** Writes what waits, for a few seconds at most. Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    var _ = queue.offer(new Stop()); // wakes it; a full queue needs no waking
    try {
      thread.join(GOODBYE_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
