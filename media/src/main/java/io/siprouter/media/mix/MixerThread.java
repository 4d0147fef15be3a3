package io.siprouter.media.mix;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread that ticks its share of the mixers, each on an absolute schedule of 20 ms.
 * Any thread may start and stop mixers.
 *
 * <p>A frame has 20 slots of 1 ms. A new mixer gets the slot with the fewest mixers and keeps it,
 * so that the work is spread over the frame however many have come and gone.
 */
final class MixerThread implements AutoCloseable {

  static final long FRAME_NANOS = 20_000_000;

  private static final long SLOT_NANOS = 1_000_000;
  private static final int SLOTS = (int) (FRAME_NANOS / SLOT_NANOS);

  /** Later than this, a listener's jitter buffer may notice. */
  private static final long LATE_NANOS = 5_000_000;

  /** Longer than this, a thread with mixers is stuck. */
  private static final long STUCK_NANOS = 1_000_000_000;

  private static final Logger log = LoggerFactory.getLogger(MixerThread.class);

  private static final class Schedule {
    final Mixer mixer;
    final int slot;
    long dueNanos;

    Schedule(Mixer mixer, int slot, long dueNanos) {
      this.mixer = mixer;
      this.slot = slot;
      this.dueNanos = dueNanos;
    }
  }

  private final AtomicReference<Schedule[]> schedules = new AtomicReference<>(new Schedule[0]);
  private final Queue<Runnable> betweenTicks = new ConcurrentLinkedQueue<>();
  private final AtomicLong onTime = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final long originNanos = System.nanoTime();
  private final Thread thread;
  private volatile long turnedNanos = originNanos;
  private volatile boolean closed;

  MixerThread(String name) {
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  void start(Mixer mixer) {
    turnedNanos = System.nanoTime(); // it may have had nothing to do for long
    schedules.updateAndGet(current -> with(current, mixer));
    LockSupport.unpark(thread);
  }

  /** Ticks the mixer no more, if it was this thread that did. */
  void stop(Mixer mixer) {
    schedules.updateAndGet(current -> without(current, mixer));
  }

  boolean drives(Mixer mixer) {
    return Arrays.stream(schedules.get()).anyMatch(schedule -> schedule.mixer.equals(mixer));
  }

  /** As {@link #stop(Mixer)}, and lets the thread itself say when no tick is under way. */
  void stop(Mixer mixer, Runnable then) {
    stop(mixer);
    betweenTicks.add(then);
    LockSupport.unpark(thread);
  }

  int mixers() {
    return schedules.get().length;
  }

  /** Whether it does what it is there for. */
  boolean isTurning(long nowNanos) {
    return mixers() == 0 || nowNanos - turnedNanos < STUCK_NANOS;
  }

  ClockStats stats() {
    return new ClockStats(onTime.get(), late.get(), skipped.get());
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }

  private Schedule[] with(Schedule[] current, Mixer mixer) {
    var slot = emptiestSlot(current);
    var grown = Arrays.copyOf(current, current.length + 1);
    grown[current.length] = new Schedule(mixer, slot, nextTimeOf(slot));
    return grown;
  }

  private static int emptiestSlot(Schedule[] current) {
    var mixers = new int[SLOTS];
    for (var schedule : current) {
      mixers[schedule.slot]++;
    }
    return IntStream.range(0, SLOTS)
        .boxed()
        .min(Comparator.comparingInt(slot -> mixers[slot]))
        .orElseThrow();
  }

  private long nextTimeOf(int slot) {
    var now = System.nanoTime();
    var phase = Math.floorMod(originNanos + slot * SLOT_NANOS - now, FRAME_NANOS);
    return now + phase;
  }

  private static Schedule[] without(Schedule[] current, Mixer mixer) {
    return Arrays.stream(current)
        .filter(schedule -> !schedule.mixer.equals(mixer))
        .toArray(Schedule[]::new);
  }

  private void run() {
    while (!closed) {
      for (var task = betweenTicks.poll(); task != null; task = betweenTicks.poll()) {
        task.run();
      }
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
    next.dueNanos += FRAME_NANOS + skip(lateness);
    turnedNanos = now;
    count(lateness > LATE_NANOS ? late : onTime, 1);
    tick(next.mixer);
  }

  /** The thread outlives whatever a mixer does; other calls depend on it. */
  private void tick(Mixer mixer) {
    try {
      mixer.tick();
    } catch (RuntimeException e) {
      log.error("A mixer has failed and is stopped", e);
      stop(mixer);
    }
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
