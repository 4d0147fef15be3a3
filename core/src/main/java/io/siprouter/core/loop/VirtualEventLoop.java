package io.siprouter.core.loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on a virtual thread of its own.
 *
 * <p>The queue is unbounded because its producers are bounded before it: SIP by the lanes and the
 * limit of calls, media by one event per telephone-event, the control plane by its own queues.
 */
final class VirtualEventLoop<K extends Enum<K>> implements EventLoop<K> {

  private record Deadline<K>(K key, long atNanos, Runnable task) {}

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Map<K, Deadline<K>> deadlines;
  private final Consumer<RuntimeException> onFailure;
  private volatile boolean closed;
  private boolean ended;

  private VirtualEventLoop(Class<K> keys, Consumer<RuntimeException> onFailure) {
    this.deadlines = new EnumMap<>(keys);
    this.onFailure = onFailure;
  }

  static <K extends Enum<K>> EventLoop<K> start(
      String name, Class<K> keys, Consumer<RuntimeException> onFailure) {
    var loop = new VirtualEventLoop<>(keys, onFailure);
    Thread.ofVirtual().name(name).start(loop::run);
    return loop;
  }

  @Override
  public void execute(Runnable task) {
    if (!closed) {
      tasks.add(task);
    }
  }

  @Override
  public void schedule(K key, Duration delay, Runnable task) {
    deadlines.put(key, new Deadline<>(key, nanoTime() + delay.toNanos(), task));
  }

  @Override
  public void cancel(K key) {
    deadlines.remove(key);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void close() {
    closed = true;
    tasks.add(() -> ended = true);
  }

  private void run() {
    try {
      while (!ended) {
        runGuarded(next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runGuarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  private Runnable next() throws InterruptedException {
    while (true) {
      var due = earliest();
      if (due == null) {
        return tasks.take();
      }
      var waitNanos = due.atNanos() - nanoTime();
      if (waitNanos <= 0) {
        deadlines.remove(due.key());
        return due.task();
      }
      var task = tasks.poll(waitNanos, TimeUnit.NANOSECONDS);
      if (task != null) {
        return task;
      }
    }
  }

  private @Nullable Deadline<K> earliest() {
    Deadline<K> earliest = null;
    for (var deadline : deadlines.values()) {
      if (earliest == null || deadline.atNanos() - earliest.atNanos() < 0) {
        earliest = deadline;
      }
    }
    return earliest;
  }
}
