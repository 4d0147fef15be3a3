package io.siprouter.media.jitter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands preallocated objects from one thread to one other, wait-free and without allocation. The
 * writer claims a slot, fills it and publishes it; the reader peeks at it and releases it.
 */
public final class SlotRing<T> {
  private final List<T> slots;
  private final int mask;
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger read = new AtomicInteger();

  /**
   * A ring filled by the given maker.
   *
   * @param capacity a power of two
   */
  public SlotRing(int capacity, Supplier<T> maker) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException(capacity + " is no power of two");
    }
    this.mask = capacity - 1;
    this.slots = new ArrayList<>(capacity);
    for (int i = 0; i < capacity; i++) {
      slots.add(maker.get());
    }
  }

  /** Writer: the next slot to fill, null when the reader is a whole ring behind. */
  public @Nullable T claim() {
    int at = written.getPlain();
    return at - read.getAcquire() > mask ? null : slots.get(at & mask);
  }

  /** Writer: how many more slots could be claimed now. */
  public int room() {
    return mask + 1 - (written.getPlain() - read.getAcquire());
  }

  /** Writer: lets the reader see the claimed slot. */
  public void publish() {
    written.setRelease(written.getPlain() + 1);
  }

  /** Reader: the oldest published slot, null when there is none. */
  public @Nullable T peek() {
    int at = read.getPlain();
    return at == written.getAcquire() ? null : slots.get(at & mask);
  }

  /** Any thread: whether everything published was released. */
  public boolean isEmpty() {
    return read.getAcquire() == written.getAcquire();
  }

  /** Reader: gives the peeked slot back. */
  public void release() {
    read.setRelease(read.getPlain() + 1);
  }
}
