package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.sip.uri.NameAddr;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Legs that ring for the same purpose: the first that answers wins, the others are given up. On the
 * call's loop.
 */
final class RingGroup {

  private static final int LEAST = 9;

  /** What the group's ringing is for. */
  interface Purpose {
    void rang();

    void progressed(Leg branch);

    /** A branch has answered; the others have been told to stop. */
    void won(Leg branch);

    /** No branch is left; {@code best} speaks for all (RFC 3261 §16.7). */
    void lost(LegEnd best);
  }

  private record Branch(Target target, Optional<Device> onBehalf) {}

  private final Optional<Leg> caller;
  private final Party shown;
  private long deadlineNanos;
  private final Purpose purpose;
  private final Map<Leg, Branch> branches = new LinkedHashMap<>();
  private final Set<Leg> sounding = new LinkedHashSet<>();
  private final Set<Target> tried = new HashSet<>();
  private final Detours detours = new Detours();
  private @Nullable LegEnd best;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    /** Every branch has been told to stop; the last to end decides. */
    CLOSING,
    DECIDED
  }

  /**
   * @param caller who waits for the outcome
   * @param shown whom the branches see
   * @param deadlineNanos when to stop ringing, by the loop's clock
   */
  RingGroup(Optional<Leg> caller, Party shown, long deadlineNanos, Purpose purpose) {
    this.caller = caller;
    this.shown = shown;
    this.deadlineNanos = deadlineNanos;
    this.purpose = purpose;
  }

  Party shown() {
    return shown;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Rings until a later time: what calls for help is not cut short. */
  void prolong(long nanos) {
    deadlineNanos = Math.max(deadlineNanos, nanos);
  }

  /** Whether it is worth inviting a target: not if this group has done so before. */
  boolean isNew(Target target) {
    return tried.add(target);
  }

  /**
   * @param onBehalf the device whose dial this is
   */
  void add(Leg branch, Target target, Optional<Device> onBehalf) {
    branches.put(branch, new Branch(target, onBehalf));
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
    return branches.containsKey(leg);
  }

  boolean waitsFor(Leg leg) {
    return !decided() && caller.filter(leg::equals).isPresent();
  }

  /** Nothing can come from this group any more. */
  boolean over() {
    return decided() && branches.isEmpty();
  }

  boolean decided() {
    return state == State.DECIDED;
  }

  /** Whether branches may still be added. */
  boolean open() {
    return state == State.OPEN;
  }

  /** Takes note of a branch with early media; true if it is the one that is heard. */
  boolean sounds(Leg branch) {
    sounding.add(branch);
    return voice().filter(branch::equals).isPresent();
  }

  /** The one branch whose early media is heard while the group rings: the first that has any. */
  Optional<Leg> voice() {
    return open() ? sounding.stream().findFirst() : Optional.empty();
  }

  /**
   * Where a redirection leads that is followed: one of a phone as the phone's own dial, one of a
   * provider, if its configuration allows that, as the dial that led there. A call for help goes to
   * the next provider instead.
   */
  Optional<Detour> redirected(Leg branch, List<NameAddr> contacts) {
    return open()
        ? Optional.ofNullable(branches.get(branch))
            .flatMap(RingGroup::follower)
            .flatMap(device -> detours.take(device, contacts))
        : Optional.empty();
  }

  private static Optional<Device> follower(Branch branch) {
    return switch (branch.target()) {
      case Target.Phone(var device, _, var secure) ->
          secure ? Optional.empty() : Optional.of(device);
      case Target.Outside outside ->
          outside.provider().followRedirects() && outside.urgency() == Urgency.ORDINARY
              ? branch.onBehalf()
              : Optional.empty();
    };
  }

  /** The detour that a branch was on, which may have more to try. */
  Optional<Detour> leavesDetour(Leg branch) {
    var detour = detours.of(branch);
    detour.ifPresent(on -> on.remove(branch));
    return detour;
  }

  /** A branch goes on as another one: it stays on the same detour. */
  void succeed(Leg branch, Leg successor) {
    detours.of(branch).ifPresent(detour -> detour.add(successor));
  }

  /** A branch counts no more although it has not ended yet. */
  void leave(Leg branch, LegEnd end) {
    leavesDetour(branch);
    branches.remove(branch);
    sounding.remove(branch);
    failed(end);
  }

  void rang() {
    if (!decided()) {
      purpose.rang();
    }
  }

  void progressed(Leg branch) {
    if (!decided()) {
      purpose.progressed(branch);
    }
  }

  void answered(Leg branch) {
    state = State.DECIDED;
    branches.remove(branch);
    releaseAll(LegEnd.answeredElsewhere());
    purpose.won(branch);
  }

  void ended(Leg branch, LegEnd end) {
    branches.remove(branch);
    sounding.remove(branch);
    if (decided()) {
      return;
    }
    best = better(end);
    if (end.sipStatus() >= 600) {
      close(end);
    }
    loseIfEmpty();
  }

  /** Stops the ringing; the group is lost with this end once every branch is over. */
  void giveUp(LegEnd end) {
    best = end;
    close(end);
  }

  private void close(LegEnd end) {
    state = State.CLOSING;
    releaseAll(end);
  }

  /** Stops the ringing; nobody waits for the outcome any more. */
  void abandon(LegEnd end) {
    state = State.DECIDED;
    releaseAll(end);
  }

  private void loseIfEmpty() {
    if (!decided() && branches.isEmpty()) {
      state = State.DECIDED;
      purpose.lost(best == null ? LegEnd.refused(480, "Temporarily Unavailable") : best);
    }
  }

  private void releaseAll(LegEnd end) {
    List.copyOf(branches.keySet()).forEach(branch -> branch.release(end));
  }

  /**
   * A 6xx outweighs all, otherwise the lowest class of status does; a redirection speaks for itself
   * only where nothing came of it.
   */
  private LegEnd better(LegEnd end) {
    return best == null || weight(end) < weight(best) ? end : best;
  }

  private static int weight(LegEnd end) {
    var statusClass = end.sipStatus() / 100;
    return switch (statusClass) {
      case 6 -> 0;
      case 3 -> LEAST;
      default -> statusClass;
    };
  }
}
