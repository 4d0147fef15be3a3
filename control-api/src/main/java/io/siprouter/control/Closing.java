package io.siprouter.control;

import java.util.ArrayDeque;
import java.util.Deque;

/** Gives back all that was taken, the latest first. One thread. */
final class Closing implements AutoCloseable {

  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Takes note of what is to be done in the end. */
  void add(Runnable step) {
    steps.push(step);
  }

  /** Does it. Idempotent. */
  @Override
  public void close() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }
}
