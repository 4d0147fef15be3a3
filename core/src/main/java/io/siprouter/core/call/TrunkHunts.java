package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * The dials of one call that try providers one after the other. On the call's loop.
 *
 * <p>The next provider is tried where the last one failed, and where it is silent: until a first
 * response at all, and from then on until it tells more than 100.
 */
final class TrunkHunts {

  /** How a provider is invited. */
  interface Dialling {
    Optional<Leg> dial(Target target, Optional<Device> onBehalf, RingGroup group);
  }

  /** Longer than any network takes to find a mobile phone and begin to ring it. */
  private static final Duration PROGRESS = Duration.ofSeconds(20);

  private static final LegEnd SILENT = LegEnd.refused(408, "Request Timeout");

  /** One provider that is being tried, and what there is after it. */
  private record Attempt(
      Urgency urgency,
      Queue<Target.Outside> rest,
      Optional<Device> onBehalf,
      RingGroup group,
      long deadlineNanos) {

    Attempt until(long nanos) {
      return new Attempt(urgency, rest, onBehalf, group, nanos);
    }

    boolean mayBeCut() {
      return group.open() && !rest.isEmpty();
    }
  }

  private final Dialling dialling;
  private final LongSupplier nanoTime;
  private final Map<Leg, Attempt> attempts = new LinkedHashMap<>();

  TrunkHunts(Dialling dialling, LongSupplier nanoTime) {
    this.dialling = dialling;
    this.nanoTime = nanoTime;
  }

  /** Invites the first provider that can be; the branch is the group's already. */
  Optional<Leg> start(CallPlan.Hunt plan, RingGroup group) {
    var rest = new ArrayDeque<>(plan.trunks());
    return next(new Attempt(plan.urgency(), rest, plan.onBehalf(), group, 0));
  }

  private Optional<Leg> next(Attempt after) {
    for (var target = after.rest().poll(); target != null; target = after.rest().poll()) {
      var leg = dial(target, after);
      if (leg.isPresent()) {
        attempts.put(leg.get(), after.until(from(after.urgency().silence())));
        return leg;
      }
    }
    return Optional.empty();
  }

  private Optional<Leg> dial(Target target, Attempt attempt) {
    return attempt.group().isNew(target)
        ? dialling.dial(target, attempt.onBehalf(), attempt.group())
        : Optional.empty();
  }

  private long from(Duration patience) {
    return nanoTime.getAsLong() + patience.toNanos();
  }

  /**
   * A provider has said something.
   *
   * @param status [100..199]
   */
  void responded(Leg leg, int status) {
    if (status > 100) {
      attempts.computeIfPresent(leg, (_, attempt) -> attempt.until(Long.MAX_VALUE));
    } else {
      attempts.computeIfPresent(leg, (_, attempt) -> attempt.until(from(PROGRESS)));
    }
  }

  /**
   * Tries the next provider if the one that failed is worth it.
   *
   * @return what the end means for the caller
   */
  LegEnd ended(Leg leg, LegEnd end) {
    var attempt = attempts.remove(leg);
    if (attempt == null) {
      return end;
    }
    if (attempt.group().open() && attempt.urgency().goesOn(end)) {
      next(attempt).ifPresent(successor -> attempt.group().succeed(leg, successor));
    }
    return attempt.urgency().verdict(end);
  }

  /** How long until the first provider has been silent for too long [ns]; empty where none can. */
  OptionalLong nanosLeft() {
    return attempts.values().stream()
        .filter(Attempt::mayBeCut)
        .mapToLong(Attempt::deadlineNanos)
        .filter(deadline -> deadline != Long.MAX_VALUE)
        .map(deadline -> deadline - nanoTime.getAsLong())
        .min();
  }

  /** Leaves the providers that have been silent for too long, if another one can be invited. */
  void cutSilent() {
    for (var leg : List.copyOf(attempts.keySet())) {
      var attempt = attempts.get(leg);
      if (attempt != null && attempt.mayBeCut() && isDue(attempt)) {
        attempts.remove(leg);
        next(attempt).ifPresent(successor -> replace(leg, successor, attempt));
      }
    }
  }

  private boolean isDue(Attempt attempt) {
    return attempt.deadlineNanos() != Long.MAX_VALUE
        && attempt.deadlineNanos() - nanoTime.getAsLong() <= 0;
  }

  private static void replace(Leg silent, Leg successor, Attempt attempt) {
    attempt.group().succeed(silent, successor);
    attempt.group().leave(silent, attempt.urgency().verdict(SILENT));
    silent.release(SILENT);
  }
}
