package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Legs that ring for the same purpose: the first that answers wins, the others are given up. On the
 * call's loop.
 */
final class RingGroup {

  /** What the group's ringing is for. */
  interface Purpose {
    void rang();

    void progressed(Leg branch);

    /** A branch has answered; the others have been told to stop. */
    void won(Leg branch);

    /** No branch is left; {@code best} speaks for all (RFC 3261 §16.7). */
    void lost(LegEnd best);
  }

  private final Purpose purpose;
  private final Optional<Leg> caller;
  private final Set<Leg> branches = new LinkedHashSet<>();
  private @Nullable LegEnd best;
  private boolean decided;

  /**
   * @param caller who waits for the outcome
   */
  RingGroup(Optional<Leg> caller, Purpose purpose) {
    this.caller = caller;
    this.purpose = purpose;
  }

  void add(Leg branch) {
    branches.add(branch);
  }

  /** Counts a branch that could not even be started. */
  void failed(LegEnd end) {
    best = better(end);
  }

  /** Every branch has been added; without a single one the group is lost at once. */
  void started() {
    loseIfEmpty();
  }

  boolean contains(Leg leg) {
    return branches.contains(leg);
  }

  boolean waitsFor(Leg leg) {
    return !decided && caller.filter(leg::equals).isPresent();
  }

  /** Nothing can come from this group any more. */
  boolean over() {
    return decided && branches.isEmpty();
  }

  boolean decided() {
    return decided;
  }

  void rang() {
    if (!decided) {
      purpose.rang();
    }
  }

  void progressed(Leg branch) {
    if (!decided) {
      purpose.progressed(branch);
    }
  }

  void answered(Leg branch) {
    decided = true;
    branches.remove(branch);
    releaseAll(LegEnd.answeredElsewhere());
    purpose.won(branch);
  }

  void ended(Leg branch, LegEnd end) {
    branches.remove(branch);
    if (decided) {
      return;
    }
    best = better(end);
    if (end.sipStatus() >= 600) {
      releaseAll(end);
    }
    loseIfEmpty();
  }

  /** Stops the ringing; the group is lost with this end once every branch is over. */
  void giveUp(LegEnd end) {
    best = end;
    releaseAll(end);
  }

  /** Stops the ringing; nobody waits for the outcome any more. */
  void abandon(LegEnd end) {
    decided = true;
    releaseAll(end);
  }

  private void loseIfEmpty() {
    if (!decided && branches.isEmpty()) {
      decided = true;
      purpose.lost(best == null ? LegEnd.refused(480, "Temporarily Unavailable") : best);
    }
  }

  private void releaseAll(LegEnd end) {
    List.copyOf(branches).forEach(branch -> branch.release(end));
  }

  /** A 6xx outweighs all, otherwise the lowest class of status does. */
  private LegEnd better(LegEnd end) {
    return best == null || weight(end) < weight(best) ? end : best;
  }

  private static int weight(LegEnd end) {
    var statusClass = end.sipStatus() / 100;
    return statusClass == 6 ? 0 : statusClass;
  }
}
