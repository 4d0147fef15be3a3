package io.siprouter.media.mix;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One platform thread that ticks its share of the mixers, each on an absolute schedule of 20 ms.
 * Any thread may start and stop mixers.
 */
final class MixerThread implements AutoCloseable {

  static final long FRAME_NANOS = 20_000_000;

  /** Mixers that share a thread take turns this far apart. */
  private static final long SLOT_NANOS = 1_000_000;

  /** Later than this, a listener's jitter buffer may notice. */
  private static final long LATE_NANOS = 5_000_000;

  private static final class Schedule {
    final Mixer mixer;
    long dueNanos;

    Schedule(Mixer mixer, long dueNanos) {
      this.mixer = mixer;
      this.dueNanos = dueNanos;
    }
  }

  private final AtomicReference<Schedule[]> schedules = new AtomicReference<>(new Schedule[0]);
  private final AtomicLong onTime = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  MixerThread(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  void start(Mixer mixer) {
    schedules.updateAndGet(current -> with(current, mixer));
    LockSupport.unpark(thread);
  }

  /** Ticks the mixer no more, if it was this thread that did. */
  void stop(Mixer mixer) {
    schedules.updateAndGet(current -> without(current, mixer));
  }

  int mixers() {
    return schedules.get().length;
  }

  ClockStats stats() {
    return new ClockStats(onTime.get(), late.get(), skipped.get());
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private static Schedule[] with(Schedule[] current, Mixer mixer) {
    var grown = Arrays.copyOf(current, current.length + 1);
    var turn = current.length * SLOT_NANOS % FRAME_NANOS;
    grown[current.length] = new Schedule(mixer, System.nanoTime() + turn);
    return grown;
  }

  private static Schedule[] without(Schedule[] current, Mixer mixer) {
    return Arrays.stream(current)
        .filter(schedule -> !schedule.mixer.equals(mixer))
        .toArray(Schedule[]::new);
  }

  private void run() {
    while (!closed) {
      var next = earliest(schedules.get());
      if (next == null) {
        LockSupport.park(this);
      } else {
        waitOrTick(next);
      }
    }
  }

  private void waitOrTick(Schedule next) {
    var now = System.nanoTime();
    var lateness = now - next.dueNanos;
    if (lateness < 0) {
      LockSupport.parkNanos(this, -lateness);
      return;
    }
    next.mixer.tick();
    next.dueNanos += FRAME_NANOS + skip(lateness);
    count(lateness > LATE_NANOS ? late : onTime, 1);
  }

  /** What is more than a frame late is left out, never caught up in a burst [ns]. */
  private long skip(long lateness) {
    var frames = lateness / FRAME_NANOS;
    if (frames > 0) {
      count(skipped, frames);
    }
    return frames * FRAME_NANOS;
  }

  /** Only this thread writes, so no atomic addition is needed. */
  private static void count(AtomicLong counter, long more) {
    counter.lazySet(counter.get() + more);
  }

  private static @Nullable Schedule earliest(Schedule[] schedules) {
    Schedule earliest = null;
    for (var schedule : schedules) {
      if (earliest == null || schedule.dueNanos - earliest.dueNanos < 0) {
        earliest = schedule;
      }
    }
    return earliest;
  }
}
