package io.siprouter.core.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Event loops that run only when a test says so, on a clock that the test moves. */
public final class SteppedEventLoops implements EventLoops, InstantSource {

  private final List<SteppedLoop<?>> loops = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public <K extends Enum<K>> EventLoop<K> start(
      String name, Class<K> keys, Consumer<RuntimeException> onFailure) {
    var loop = new SteppedLoop<>(this, keys, onFailure);
    loops.add(loop);
    return loop;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Runs everything that can run without time passing. */
  public void settle() {
    while (List.copyOf(loops).stream().anyMatch(SteppedLoop::runNext)) {}
    loops.removeIf(SteppedLoop::ended);
  }

  /** Runs one task, if any waits. */
  public void runOne() {
    var _ = List.copyOf(loops).stream().anyMatch(SteppedLoop::runNext);
  }

  /** Runs one task of whichever loop chance picks among those that have any. */
  public void runOne(RandomGenerator chance) {
    var busy = loops.stream().filter(loop -> !loop.tasks.isEmpty()).toList();
    if (!busy.isEmpty()) {
      busy.get(chance.nextInt(busy.size())).runNext();
    }
  }

  /** Moves the clock, running each deadline on its way at its own time. */
  public void advance(Duration duration) {
    settle();
    var end = now.plus(duration);
    for (var next = nextDeadline(end); next.isPresent(); next = nextDeadline(end)) {
      now = next.get().at();
      next.get().fire();
      settle();
    }
    now = end;
  }

  private Optional<Due> nextDeadline(Instant end) {
    return loops.stream()
        .flatMap(loop -> loop.due().stream())
        .filter(due -> !due.at().isAfter(end))
        .min(Comparator.comparing(Due::at));
  }

  private record Due(Instant at, Runnable action) {
    void fire() {
      action.run();
    }
  }

  private record Deadline(Instant at, Runnable task) {}

  private static final class SteppedLoop<K extends Enum<K>> implements EventLoop<K> {
    private final SteppedEventLoops clock;
    private final Consumer<RuntimeException> onFailure;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Map<K, Deadline> deadlines;
    private boolean closed;

    SteppedLoop(SteppedEventLoops clock, Class<K> keys, Consumer<RuntimeException> onFailure) {
      this.clock = clock;
      this.onFailure = onFailure;
      this.deadlines = new EnumMap<>(keys);
    }

    @Override
    public void execute(Runnable task) {
      if (!closed) {
        tasks.add(task);
      }
    }

    @Override
    public void schedule(K key, Duration delay, Runnable task) {
      deadlines.put(key, new Deadline(clock.instant().plus(delay), task));
    }

    @Override
    public void cancel(K key) {
      deadlines.remove(key);
    }

    @Override
    public long nanoTime() {
      return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    public void close() {
      closed = true;
      deadlines.clear();
    }

    boolean ended() {
      return closed && tasks.isEmpty();
    }

    boolean runNext() {
      var task = tasks.poll();
      if (task == null) {
        return false;
      }
      guarded(task);
      return true;
    }

    Optional<Due> due() {
      return deadlines.entrySet().stream()
          .min(Comparator.comparing(entry -> entry.getValue().at()))
          .map(entry -> new Due(entry.getValue().at(), () -> fire(entry.getKey())));
    }

    private void fire(K key) {
      var deadline = deadlines.remove(key);
      if (deadline != null) {
        guarded(deadline.task());
      }
    }

    private void guarded(Runnable task) {
      try {
        task.run();
      } catch (RuntimeException e) {
        onFailure.accept(e);
      }
    }
  }
}
