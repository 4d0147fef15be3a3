package io.siprouter.core.loop;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An event loop on a virtual thread of its own.
 *
 * <p>The queue is unbounded because its producers are bounded before it: SIP by the lanes and the
 * limit of calls, media by one event per telephone-event, the control plane by its own queues.
 *
 * <p>Deadlines become tasks on the {@code deadlines} thread. A loop that waited for its own next
 * deadline would have the JDK's timer woken at every event.
 */
final class VirtualEventLoop<K extends Enum<K>> implements EventLoop<K> {

  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final Map<K, Deadline> armed;
  private final Consumer<RuntimeException> onFailure;
  private volatile boolean closed;
  private boolean ended;

  private VirtualEventLoop(Class<K> keys, Consumer<RuntimeException> onFailure) {
    this.armed = new EnumMap<>(keys);
    this.onFailure = onFailure;
  }

  static <K extends Enum<K>> EventLoop<K> start(
      String name, Class<K> keys, Consumer<RuntimeException> onFailure) {
    var loop = new VirtualEventLoop<>(keys, onFailure);
    Thread.ofVirtual().name(name).start(loop::run);
    return loop;
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public void execute(Runnable task) {
    if (!closed) {
      tasks.add(task);
    }
  }

  @Override
  public void schedule(K key, Duration delay, Runnable task) {
    cancel(key);
    armed.put(key, new Deadline(key, delay, task));
  }

  @Override
  public void cancel(K key) {
    var deadline = armed.remove(key);
    if (deadline != null) {
      deadline.alarm.cancel(false);
    }
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
        runGuarded(tasks.take());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      armed.values().forEach(deadline -> deadline.alarm.cancel(false));
    }
  }

  private void runGuarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      onFailure.accept(e);
    }
  }

  /** One that was replaced or cancelled may have rung already: it is no longer armed. */
  private final class Deadline implements Runnable {
    private final K key;
    private final Runnable task;
    private final Future<?> alarm;

    Deadline(K key, Duration delay, Runnable task) {
      this.key = key;
      this.task = task;
      this.alarm = CLOCK.schedule(() -> execute(this), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (armed.remove(key, this)) {
        task.run();
      }
    }
  }
}
