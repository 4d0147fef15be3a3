package io.siprouter.core.loop;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks one after another on one thread, which owns whatever state they touch.
 *
 * <p>{@link #execute} may be called from any thread. {@link #schedule} and {@link #cancel} belong
 * to the loop's own tasks. A task that throws is reported to the loop's failure handler; the loop
 * goes on.
 *
 * @param <K> the keys of the loop's deadlines: at most one deadline is armed per key
 */
public interface EventLoop<K extends Enum<K>> extends Executor, AutoCloseable {

  /** Appends a task; after {@link #close} it is dropped. */
  @Override
  void execute(Runnable task);

  /** Arms the deadline {@code key}; arming it again replaces what was armed. */
  void schedule(K key, Duration delay, Runnable task);

  /** Disarms the deadline {@code key}, if armed. */
  void cancel(K key);

  /** The clock of the deadlines [ns]; only differences mean anything. */
  long nanoTime();

  /** Ends the loop after the tasks appended so far; armed deadlines are dropped. Idempotent. */
  @Override
  void close();
}
