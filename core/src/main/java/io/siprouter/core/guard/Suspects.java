package io.siprouter.core.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The sources that gave wrong credentials, and for how long they are remembered or banned. Any
 * thread. Bounded; only who can receive our challenges gets in here, and then for an hour.
 */
final class Suspects {

  static final Duration MEMORY = Duration.ofHours(1);
  static final int MOST = 10_000;

  private record Suspect(int failures, Instant until, boolean isBanned) {}

  private final Map<Source, Suspect> suspects = new ConcurrentHashMap<>();

  /**
   * Counts a failure; the ban, if this is the one that brings it.
   *
   * @param banAfter failures within an hour of each other; 0 bans nobody
   */
  Optional<Ban> fail(Source source, Instant now, int banAfter) {
    if (banAfter == 0) {
      return Optional.empty();
    }
    makeRoom(now);
    var ban = new AtomicReference<@Nullable Ban>();
    suspects.compute(source, (_, known) -> next(source, live(known, now), banAfter, now, ban));
    return Optional.ofNullable(ban.getPlain());
  }

  private static @Nullable Suspect live(@Nullable Suspect known, Instant now) {
    return known != null && known.until().isAfter(now) ? known : null;
  }

  private static Suspect next(
      Source source,
      @Nullable Suspect known,
      int banAfter,
      Instant now,
      AtomicReference<@Nullable Ban> ban) {
    var failures = known == null ? 1 : known.failures() + 1;
    var wasBanned = known != null && known.isBanned();
    var next = new Suspect(failures, now.plus(MEMORY), wasBanned || failures >= banAfter);
    if (next.isBanned() && !wasBanned) {
      ban.setPlain(ban(source, next));
    }
    return next;
  }

  /** The table is full only if thousands of real addresses guess: an old one makes room then. */
  private void makeRoom(Instant now) {
    if (suspects.size() < MOST) {
      return;
    }
    suspects.values().removeIf(suspect -> !suspect.until().isAfter(now));
    if (suspects.size() >= MOST) {
      suspects.keySet().stream().findFirst().ifPresent(suspects::remove);
    }
  }

  boolean isBanned(Source source, Instant now) {
    var known = suspects.get(source);
    return known != null && known.isBanned() && known.until().isAfter(now);
  }

  int size() {
    return suspects.size();
  }

  List<Ban> bans(Instant now) {
    return suspects.entrySet().stream()
        .filter(entry -> isBanned(entry.getKey(), now))
        .map(entry -> ban(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Ban ban(Source source, Suspect suspect) {
    return new Ban(source.toString(), suspect.failures(), suspect.until());
  }

  /** Forgets a source; whether it was banned. */
  boolean forgive(Source source, Instant now) {
    var wasBanned = isBanned(source, now);
    suspects.remove(source);
    return wasBanned;
  }
}
