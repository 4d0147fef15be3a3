package io.siprouter.core.phone;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A value that belongs to a loop and that other threads wait for.
 *
 * @param <T> immutable
 */
final class Watched<T> {

  private record Waiter<T>(Predicate<? super T> wanted, CompletableFuture<Optional<T>> found) {}

  private final Executor loop;
  private final List<Waiter<T>> waiters = new ArrayList<>();
  private T value;

  Watched(Executor loop, T initial) {
    this.loop = loop;
    this.value = initial;
  }

  /** Loop only. */
  T value() {
    return value;
  }

  /** Loop only. */
  void set(T changed) {
    value = changed;
    waiters.forEach(this::tell);
    waiters.removeIf(waiter -> waiter.found().isDone());
  }

  /** The first value from now on that is wanted; empty if none came in time. Not on the loop. */
  Optional<T> await(Predicate<? super T> wanted, Duration limit) throws InterruptedException {
    var waiter = new Waiter<T>(wanted, new CompletableFuture<>());
    loop.execute(() -> add(waiter));
    try {
      return waiter
          .found()
          .completeOnTimeout(Optional.empty(), limit.toNanos(), TimeUnit.NANOSECONDS)
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private void add(Waiter<T> waiter) {
    waiters.removeIf(other -> other.found().isDone());
    waiters.add(waiter);
    tell(waiter);
  }

  private void tell(Waiter<T> waiter) {
    if (waiter.wanted().test(value)) {
      waiter.found().complete(Optional.of(value));
    }
  }
}
