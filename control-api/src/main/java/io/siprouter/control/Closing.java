package io.siprouter.control;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives back all that was taken, the latest first. One thread. */
final class Closing implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Takes note of what is to be done in the end. */
  void add(Runnable step) {
    steps.push(step);
  }

  /** Does it, the rest also where a step fails. Idempotent. */
  @Override
  public void close() {
    while (!steps.isEmpty()) {
      var step = steps.pop();
      try {
        step.run();
      } catch (RuntimeException e) {
        log.error("Something could not be given back", e);
      }
    }
  }
}
