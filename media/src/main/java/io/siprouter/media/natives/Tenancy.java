package io.siprouter.media.natives;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets native memory be used by one thread and given back by another, without either waiting: who
 * comes last frees it. Its user must be one thread at a time; {@link #close} is for any thread.
 */
final class Tenancy implements AutoCloseable {

  private enum State {
    IDLE,
    IN_USE,
    /** Closed while in use. */
    LEAVING,
    FREED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private final Runnable free;

  /**
   * Begins to keep memory.
   *
   * @param free gives the memory back; run once
   */
  Tenancy(Runnable free) {
    this.free = free;
  }

  /** Whether the memory may be used, until {@link #leave}. */
  boolean enter() {
    return state.compareAndSet(State.IDLE, State.IN_USE);
  }

  /** Ends what {@link #enter} allowed. */
  void leave() {
    if (!state.compareAndSet(State.IN_USE, State.IDLE)) {
      free();
    }
  }

  /** Nobody may enter any more. Idempotent. */
  @Override
  public void close() {
    var former = state.getAndUpdate(now -> now == State.FREED ? now : State.LEAVING);
    if (former == State.IDLE) {
      free();
    }
  }

  private void free() {
    if (state.compareAndSet(State.LEAVING, State.FREED)) {
      free.run();
    }
  }
}
