package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.transport.SipHop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the ways of one dialog's requests one after the other, so that none overtakes another that
 * still waits for a name server. Belongs to the dialog's lane.
 */
final class Lookups {
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** Asks for a way; the result comes on the lane, exactly once. */
  @FunctionalInterface
  interface Lookup {
    void start(Consumer<List<SipHop>> then);
  }

  private record Waiting(Lookup lookup, Consumer<List<SipHop>> then) {}

  /** Whether somebody still waits. */
  boolean isBusy() {
    return !waiting.isEmpty();
  }

  void find(Lookup lookup, Consumer<List<SipHop>> then) {
    waiting.add(new Waiting(lookup, then));
    if (waiting.size() == 1) {
      begin();
    }
  }

  private void begin() {
    waiting.element().lookup().start(this::found);
  }

  /** Who is told stays first until then: what it asks for itself comes after all others. */
  private void found(List<SipHop> hops) {
    try {
      waiting.element().then().accept(hops);
    } finally {
      waiting.remove();
      if (isBusy()) {
        begin();
      }
    }
  }
}
