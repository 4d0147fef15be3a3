package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.call.Call.Deadline;
import io.siprouter.core.leg.EndCause;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegHub;
import io.siprouter.core.leg.LegLoop;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.sip.uri.NameAddr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What rings for one call: groups of legs, each with a deadline of its own. Invites what a plan
 * names, and where a redirection leads. On the call's loop.
 */
final class Ringing {

  static final LegEnd NO_ANSWER = new LegEnd(EndCause.NO_ANSWER, 480, "Temporarily Unavailable");

  private final CallServices services;
  private final TrunkSeats seats;
  private final CallLegs legs;
  private final EventLoop<Deadline> loop;
  private final LegHub hub;
  private final BiConsumer<Party, String> onHelp;
  private final List<RingGroup> groups = new ArrayList<>();
  private final LoopGuard.Setup setup;
  private final TrunkHunts hunts;
  private Dialler dialler;
  private int hops = Arrival.MOST_HOPS;

  /**
   * @param legs where those that are invited are added
   * @param hub what they report to
   * @param onHelp told who calls for help, by which number, wherever that was decided
   */
  Ringing(
      CallServices services,
      TrunkSeats seats,
      CallLegs legs,
      EventLoop<Deadline> loop,
      LegHub hub,
      BiConsumer<Party, String> onHelp) {
    this.services = services;
    this.seats = seats;
    this.legs = legs;
    this.loop = loop;
    this.hub = hub;
    this.onHelp = onHelp;
    this.dialler = services.dialler();
    this.setup = services.loops().setup();
    this.hunts = new TrunkHunts(this::dial, loop::nanoTime);
  }

  /** Takes over what the caller's INVITE says about the way it came. */
  void arrived(Arrival arrival) {
    hops = arrival.hopsLeft();
    setup.isFor(arrival);
  }

  /** Lets what is invited from now on carry these headers. */
  void writing(List<HeaderRule> headers) {
    dialler = services.dialler().writing(headers);
  }

  /**
   * Rings what a plan names.
   *
   * @param shown whom they see
   * @param waiting who waits for the outcome
   */
  void ring(CallPlan.Ring plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    var group = newGroup(plan.noAnswerTimeout(), shown, waiting, purpose);
    invite(plan, group);
    awaitAnswers();
    group.started();
  }

  /** Calls through the first provider that takes the call. */
  void hunt(CallPlan.Hunt plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    var group = newGroup(plan.noAnswerTimeout(), shown, waiting, purpose);
    hunt(plan, group);
    awaitAnswers();
    group.started();
  }

  /** Calls for help through the first provider that gives it. */
  void help(
      CallPlan.Emergency plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    var group = newGroup(plan.hunt().noAnswerTimeout(), shown, waiting, purpose);
    help(plan, group);
    awaitAnswers();
    group.started();
  }

  private Optional<Leg> help(CallPlan.Emergency plan, RingGroup group) {
    onHelp.accept(group.shown(), plan.number());
    group.prolong(loop.nanoTime() + plan.hunt().noAnswerTimeout().toNanos());
    var branch = hunt(plan.hunt(), group);
    if (branch.isEmpty()) {
      group.failed(Urgency.NO_HELP);
    }
    return branch;
  }

  private RingGroup newGroup(
      Duration patience, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    var deadlineNanos = loop.nanoTime() + patience.toNanos();
    var group = new RingGroup(waiting, shown, deadlineNanos, purpose);
    groups.add(group);
    return group;
  }

  private Optional<Leg> hunt(CallPlan.Hunt plan, RingGroup group) {
    var branch = hunts.start(plan, group);
    awaitProviders();
    return branch;
  }

  private void awaitProviders() {
    hunts
        .nanosLeft()
        .ifPresent(
            nanos ->
                loop.schedule(Deadline.SILENCE, Duration.ofNanos(nanos), this::providerSilent));
  }

  private void providerSilent() {
    hunts.cutSilent();
    awaitProviders();
  }

  /** The callee's side has said something. */
  void responded(Leg branch, int status) {
    hunts.responded(branch, status);
    awaitProviders();
  }

  /** Invites what the group has not tried before. */
  private List<Leg> invite(CallPlan.Ring plan, RingGroup group) {
    return plan.targets().stream()
        .filter(group::isNew)
        .flatMap(target -> dial(target, plan.onBehalf(), group).stream())
        .toList();
  }

  private Optional<Leg> dial(Target target, Optional<Device> onBehalf, RingGroup group) {
    var id = legs.nextId();
    if (!seats.take(id, target)) {
      group.failed(LegEnd.full());
      return Optional.empty();
    }
    return switch (dialler.dial(target, group.shown(), hops, id, hub, new LegLoop(loop))) {
      case Dialler.Started(var leg) -> {
        group.add(leg, target, onBehalf);
        setup.rings(target);
        legs.add(leg);
        yield Optional.of(leg);
      }
      case Dialler.NotStarted(var end) -> {
        seats.leave(id);
        group.failed(target.verdict(end));
        yield Optional.empty();
      }
    };
  }

  private void awaitAnswers() {
    var now = loop.nanoTime();
    groups.stream()
        .filter(RingGroup::open)
        .mapToLong(group -> group.deadlineNanos() - now)
        .min()
        .ifPresent(
            nanos -> loop.schedule(Deadline.NO_ANSWER, Duration.ofNanos(nanos), this::noAnswer));
  }

  private void noAnswer() {
    var now = loop.nanoTime();
    forEach(group -> group.open() && group.deadlineNanos() - now <= 0, g -> g.giveUp(NO_ANSWER));
    awaitAnswers();
  }

  void rang(Leg branch) {
    of(branch).ifPresent(RingGroup::rang);
  }

  void progressed(Leg branch) {
    of(branch).ifPresent(group -> group.progressed(branch));
  }

  void answered(Leg branch) {
    of(branch).ifPresent(group -> group.answered(branch));
  }

  /**
   * Goes where a branch has been redirected to.
   *
   * @return whether anything of it is followed
   */
  boolean redirected(Leg branch, List<NameAddr> contacts) {
    var group = of(branch);
    var detour = group.flatMap(of -> of.redirected(branch, contacts));
    group.ifPresent(of -> detour.ifPresent(way -> follow(way, of)));
    return detour.isPresent();
  }

  /** Dials the numbers of a detour until one of them can be rung. */
  private void follow(Detour detour, RingGroup group) {
    for (var number = detour.next(); number.isPresent(); number = detour.next()) {
      switch (services.planner().dialledBy(detour.onBehalf(), number.get())) {
        case CallPlan.Ring plan -> invite(plan, group).forEach(detour::add);
        case CallPlan.Hunt plan -> hunt(plan, group).ifPresent(detour::add);
        case CallPlan.Emergency plan -> help(plan, group).ifPresent(detour::add);
        case CallPlan.Echo _, CallPlan.Refuse _ -> {}
      }
    }
  }

  /** Whether a leg that has sound now may be heard: of several branches only the first is. */
  boolean isHeard(Leg leg) {
    return of(leg).map(group -> group.sounds(leg)).orElse(true);
  }

  /**
   * A branch, or somebody who waited for one, is over.
   *
   * @return who is to be heard now instead
   */
  Optional<Leg> ended(Leg leg, LegEnd end) {
    forEach(group -> group.waitsFor(leg), group -> group.abandon(end));
    var group = of(leg);
    group.ifPresent(of -> branchEnded(of, leg, end));
    return group.flatMap(RingGroup::voice);
  }

  private void branchEnded(RingGroup group, Leg branch, LegEnd end) {
    var verdict = hunts.ended(branch, end);
    awaitProviders();
    var detour = group.leavesDetour(branch);
    if (group.open() && end.sipStatus() < 600) {
      detour.ifPresent(way -> follow(way, group));
    }
    group.ended(branch, verdict);
  }

  /** Whether an answer may still come; what is over is forgotten. */
  boolean isUnderWay() {
    groups.removeIf(RingGroup::over);
    return groups.stream().anyMatch(group -> !group.decided());
  }

  /** Stops all ringing; nobody waits for an outcome any more. */
  void abandon(LegEnd end) {
    forEach(group -> !group.decided(), group -> group.abandon(end));
  }

  /** The call is answered or over, so that no loop can have led to it. */
  void settled() {
    setup.close();
  }

  private Optional<RingGroup> of(Leg branch) {
    return groups.stream().filter(group -> group.contains(branch)).findFirst();
  }

  private void forEach(Predicate<RingGroup> which, Consumer<RingGroup> action) {
    List.copyOf(groups).stream().filter(which).forEach(action);
  }
}
