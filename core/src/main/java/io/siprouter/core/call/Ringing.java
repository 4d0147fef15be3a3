package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ring groups of one call, each with its own deadline. On the call's loop. */
final class Ringing {

  private final List<RingGroup> groups = new ArrayList<>();

  void add(RingGroup group) {
    groups.add(group);
  }

  /** The group that a leg is a branch of. */
  Optional<RingGroup> of(Leg branch) {
    return groups.stream().filter(group -> group.contains(branch)).findFirst();
  }

  /** Whether an answer may still come. */
  boolean isUnderWay() {
    return groups.stream().anyMatch(group -> !group.decided());
  }

  /** How long until the first group rings in vain [ns]; empty where none rings. */
  OptionalLong nanosLeft(long nowNanos) {
    return groups.stream()
        .filter(RingGroup::open)
        .mapToLong(group -> group.deadlineNanos() - nowNanos)
        .min();
  }

  /** Gives up the groups whose time has come. */
  void giveUp(long nowNanos, LegEnd end) {
    List.copyOf(groups).stream()
        .filter(group -> group.open() && group.deadlineNanos() - nowNanos <= 0)
        .forEach(group -> group.giveUp(end));
  }

  /** The caller has gone: nothing needs to ring for it. */
  void abandon(Leg caller, LegEnd end) {
    List.copyOf(groups).stream()
        .filter(group -> group.waitsFor(caller))
        .forEach(group -> group.abandon(end));
  }

  void abandonAll(LegEnd end) {
    List.copyOf(groups).stream()
        .filter(group -> !group.decided())
        .forEach(group -> group.abandon(end));
  }

  void forgetOver() {
    groups.removeIf(RingGroup::over);
  }
}
