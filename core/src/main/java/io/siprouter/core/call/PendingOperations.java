package io.siprouter.core.call;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a call has been asked to do and has not answered yet. Any thread asks; the call's loop
 * answers. A loop that ends drops its tasks, but nobody is left without an answer.
 */
final class PendingOperations {

  private record Pending<T>(CompletableFuture<Outcome<T>> answer) {
    void abandon() {
      answer.complete(new Outcome.NoSuchCall<>());
    }
  }

  private final Executor loop;
  private final Set<Pending<?>> pending = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  PendingOperations(Executor loop) {
    this.loop = loop;
  }

  /** Does something on the loop that answers at once. */
  <T> CompletionStage<Outcome<T>> ask(Supplier<Outcome<T>> operation) {
    return askLater(() -> CompletableFuture.completedStage(operation.get()));
  }

  /** Does something on the loop that answers later, on the loop as well. */
  <T> CompletionStage<Outcome<T>> askLater(Supplier<CompletionStage<Outcome<T>>> operation) {
    var asked = new Pending<>(new CompletableFuture<Outcome<T>>());
    pending.add(asked);
    loop.execute(() -> perform(asked, operation));
    if (ended) {
      abandon(asked);
    }
    return asked.answer();
  }

  private <T> void perform(Pending<T> asked, Supplier<CompletionStage<Outcome<T>>> operation) {
    if (!ended) {
      operation.get().thenAccept(outcome -> answer(asked, outcome));
    }
  }

  private <T> void answer(Pending<T> asked, Outcome<T> outcome) {
    pending.remove(asked);
    asked.answer().complete(outcome);
  }

  /** Nothing is done any more; the last task of the loop. */
  void end() {
    ended = true;
    pending.forEach(this::abandon);
  }

  private void abandon(Pending<?> asked) {
    pending.remove(asked);
    asked.abandon();
  }
}
