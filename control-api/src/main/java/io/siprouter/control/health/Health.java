package io.siprouter.control.health;

import io.siprouter.core.Engine;
import io.siprouter.core.trunk.Trunk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Judges a running engine. Any thread; never waits. */
public final class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** States of a trunk that has not got any outcome yet. */
  private static final Set<String> UNDECIDED = Set.of("unregistered", "registering");

  /** One thing that has to hold. */
  public record Item(String name, boolean ok) {}

  /**
   * All that has to hold, and whether it does.
   *
   * @param detail what does not, for people; empty where all does
   */
  public record Verdict(boolean ok, String detail, List<Item> checks) {

    private static Verdict of(Item... items) {
      var checks = List.of(items);
      var failed = checks.stream().filter(item -> !item.ok()).map(Item::name).toList();
      var detail = failed.isEmpty() ? "" : "not in order: " + String.join(", ", failed);
      return new Verdict(failed.isEmpty(), detail, checks);
    }
  }

  private final Engine engine;

  public Health(Engine engine) {
    this.engine = engine;
  }

  /** Whether all that serves calls came round within a second; else the process is of no use. */
  public CompletableFuture<Verdict> live() {
    return engine
        .sipRound()
        .thenApply(_ -> true)
        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            came -> Verdict.of(new Item("sip", came), new Item("mixers", engine.mixersTurn())));
  }

  /** Whether calls are taken: not while we end, nor before every trunk knows how it stands. */
  public Verdict ready() {
    return Verdict.of(
        new Item("accepting", !engine.calls().isDraining()),
        new Item("trunks", engine.trunks().all().stream().allMatch(Health::isDecided)));
  }

  private static boolean isDecided(Trunk trunk) {
    return !UNDECIDED.contains(trunk.state().label());
  }
}
