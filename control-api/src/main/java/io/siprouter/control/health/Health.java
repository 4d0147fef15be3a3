package io.siprouter.control.health;

import io.siprouter.core.Engine;
import io.siprouter.core.trunk.Trunk;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

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

    /**
     * @param pages told, but nothing that a restart or another server would help
     */
    private static Verdict of(Item pages, Item... needed) {
      var isOk = Stream.of(needed).allMatch(Item::ok);
      var checks = Stream.concat(Stream.of(needed), Stream.of(pages)).toList();
      var failed = checks.stream().filter(item -> !item.ok()).map(Item::name).toList();
      var detail = failed.isEmpty() ? "" : "not in order: " + String.join(", ", failed);
      return new Verdict(isOk, detail, checks);
    }
  }

  private final Engine engine;
  private final BooleanSupplier pagesServed;

  /**
   * @param pagesServed whether HTTP has the ports it is to have
   */
  public Health(Engine engine, BooleanSupplier pagesServed) {
    this.engine = engine;
    this.pagesServed = pagesServed;
  }

  /** Whether all that serves calls came round within a second; else the process is of no use. */
  public CompletableFuture<Verdict> live() {
    return engine
        .sipRound()
        .thenApply(_ -> true)
        .completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(
            came ->
                Verdict.of(
                    pages(), new Item("sip", came), new Item("mixers", engine.mixersTurn())));
  }

  /** Whether calls are taken: not while we end, nor before every trunk knows how it stands. */
  public Verdict ready() {
    return Verdict.of(
        pages(),
        new Item("accepting", !engine.calls().isDraining()),
        new Item("trunks", engine.trunks().all().stream().allMatch(Health::isDecided)));
  }

  private Item pages() {
    return new Item("pages", pagesServed.getAsBoolean());
  }

  private static boolean isDecided(Trunk trunk) {
    return !UNDECIDED.contains(trunk.state().label());
  }
}
