package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.leg.EchoPort;
import io.siprouter.core.leg.EndCause;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegHub;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegLoop;
import io.siprouter.core.leg.LegState;
import io.siprouter.core.leg.SipLeg;
import io.siprouter.core.leg.ToolLeg;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.sip.uri.NameAddr;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hub of a call: its legs, its mixer, and the groups of legs that ring for it.
 *
 * <p>Everything runs on the call's loop; only {@link #submit}, {@link #ask} and {@link #id} are for
 * any thread. The call ends when fewer than two parties are left and nothing rings for the one that
 * remains.
 */
public final class Call implements LegHub {

  /** What a call waits for. */
  enum Deadline {
    NO_ANSWER,
    SILENCE,
    CANCELLED_LEGS,
    EVERY_SECOND,
    KEYS,
    LONGEST_DURATION
  }

  /** 64*T1: how long a cancelled INVITE may stay without final response, RFC 3261 §9.1. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(32);

  private static final LegEnd NOT_FOUND = LegEnd.refused(404, "Not Found");

  private final CallId id;
  private final EventLoop<Deadline> loop;
  private final CallServices services;
  private final CallJournal journal;
  private final LegJournal legJournal;
  private final CallMix mix;
  private final CallLegs legs;
  private final TrunkSeats seats;
  private final Ringing ringing;
  private final CallWatch watch;
  private final CallPurposes purposes;
  private final CallControl control;
  private final PendingOperations operations;
  private final PendingHolds holds = new PendingHolds();
  private final Transit transit;
  private final LegLoop callerLoop;
  private boolean connected;
  private boolean finished;
  private @Nullable Leg caller;
  private @Nullable Help help;
  private @Nullable LegEnd outcome;

  Call(CallId id, EventLoop<Deadline> loop, CallServices services) {
    this.id = id;
    this.loop = loop;
    this.services = services;
    this.journal = new CallJournal(id, services.events(), loop::nanoTime);
    this.legJournal = new LegJournal(id, services.events(), loop::nanoTime);
    this.legs = new CallLegs(legJournal);
    this.seats = new TrunkSeats(services.load());
    this.ringing = new Ringing(services, seats, legs, loop, this, this::seekHelp);
    this.mix = new CallMix(services.mixers(), port -> loop.execute(() -> broken(port)));
    this.watch = new CallWatch(loop, services.limits(), legs, () -> hangUp(LegEnd.tooLong()));
    this.purposes = new CallPurposes(this, journal);
    var keys = new KeyPresses(loop);
    this.control = new CallControl(this, legs, mix, keys, holds);
    this.transit = new Transit(this, legs, mix, seats, keys, loop);
    this.callerLoop = new LegLoop(loop);
    this.operations = new PendingOperations(loop);
  }

  public CallId id() {
    return id;
  }

  /** Runs a task on the call's loop; dropped once the call has ended. */
  void submit(Consumer<Call> task) {
    loop.execute(() -> task.accept(this));
  }

  /** Asks the call to do something, on its loop; answered even where the call ends before it. */
  <T> CompletionStage<Outcome<T>> ask(Function<CallControl, Outcome<T>> operation) {
    return operations.ask(() -> operation.apply(control));
  }

  /** Asks for something that takes its time. */
  <T> CompletionStage<Outcome<T>> askLater(
      Function<CallControl, CompletionStage<Outcome<T>>> operation) {
    return operations.askLater(() -> operation.apply(control));
  }

  /** Lets all parties go over to another call, which this one ends with. */
  CompletionStage<Outcome<CallId>> mergeInto(Call other) {
    return operations.askLater(() -> transit.to(other));
  }

  List<Leg> legs() {
    return legs.all();
  }

  /** Takes a caller in and does with it what the plan says. */
  void accept(Arrival arrival) {
    var plan = arrival.plan().get();
    journal.created(Beginning.of(arrival, plan));
    ringing.arrived(arrival);
    var id = legs.nextId();
    spoken(id, arrival.dialog().callId());
    if (arrival.provider().map(provider -> seats.take(id, provider)).orElse(true)) {
      receive(arrival, plan, id);
    } else {
      turnAway(arrival, LegEnd.full());
    }
  }

  private void receive(Arrival arrival, CallPlan plan, LegId id) {
    switch (services.reception().take(arrival, id, this, callerLoop)) {
      case Reception.TakenIn(var leg) -> connect(leg, arrival, plan);
      case Reception.TurnedAway(var end) -> {
        seats.leave(id);
        turnAway(arrival, end);
      }
    }
  }

  private void turnAway(Arrival arrival, LegEnd end) {
    arrival.dialog().reject(end.sipStatus(), end.reason(), List.of());
    hangUp(end);
  }

  /** Takes what happens in the caller's dialog; any thread. */
  void callerSays(DialogEvent event) {
    callerLoop.execute(() -> onCallerEvent(event));
  }

  private void onCallerEvent(DialogEvent event) {
    if (caller instanceof SipLeg leg) {
      leg.onDialogEvent(event);
    }
  }

  private void connect(SipLeg leg, Arrival arrival, CallPlan plan) {
    caller = leg;
    legs.add(leg);
    journal.incoming(arrival, leg);
    dial(plan, arrival.party(), Optional.of(leg), purposes.forWaiting(leg));
  }

  /** Calls one side first and, as soon as it answers, the other (click to call). */
  void originate(Launch launch) {
    journal.created(launch.beginning());
    ringing.writing(launch.headers());
    var purpose = purposes.toConnectWith(launch.second(), launch.shownToSecond());
    follow(launch.first(), launch.shownToFirst(), Optional.empty(), purpose);
  }

  /** Calls the other side for one that has answered, and is the caller from now on. */
  void connectWith(CallPlan other, Party shown, Leg leg) {
    caller = leg;
    follow(other, shown, Optional.of(leg), purposes.forWaiting(leg));
  }

  /** Invites a further party, dialled on behalf of a device. */
  void invite(Device onBehalf, String to, Invitation invitation) {
    var planner = services.planner();
    var shown = Party.of(onBehalf).hidden(planner.hides(to));
    var plan = planner.dialledBy(onBehalf, planner.toDial(to));
    follow(plan, shown, Optional.empty(), invitation);
  }

  /** Why nobody can come or go now, in one word; empty where they can. */
  Optional<String> obstacle() {
    if (outcome != null) {
      return Optional.of("ending");
    }
    return transit.underWay()
        ? Optional.of("merging")
        : Optional.of("ringing").filter(_ -> ringing.isUnderWay());
  }

  /** Takes in the parties of another call; if they seek help, this is a call for help now. */
  void adopt(Company company) {
    transit.adopt(company);
    company.help().ifPresent(it -> seekHelp(it.from(), it.number()));
    settle(Ringing.NO_ANSWER);
  }

  /** What makes this a call for help; empty where it is none. */
  Optional<Help> help() {
    return Optional.ofNullable(help);
  }

  /** The parties have gone over to another call. */
  void merged(List<Passenger> passengers) {
    passengers.forEach(passenger -> legJournal.moved(passenger.id()));
    hangUp(LegEnd.merged());
  }

  /** The parties are here again, for better or worse. */
  void comeBack() {
    if (outcome == null) {
      settle(Ringing.NO_ANSWER);
    } else {
      windDown(outcome());
    }
  }

  /** Ends the whole call. */
  void hangUp(LegEnd end) {
    decide(end);
    windDown(end);
  }

  private void follow(
      CallPlan plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    dial(plan, shown, waiting, purpose);
    settle(Ringing.NO_ANSWER);
  }

  private void dial(CallPlan plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    switch (plan) {
      case CallPlan.Ring ring -> ringing.ring(ring, shown, waiting, purpose);
      case CallPlan.Hunt hunt -> ringing.hunt(hunt, shown, waiting, purpose);
      case CallPlan.Emergency help -> ringing.help(help, shown, waiting, purpose);
      case CallPlan.Echo _ -> waiting.ifPresentOrElse(this::echo, () -> purpose.lost(NOT_FOUND));
      case CallPlan.Refuse(var end, _) -> purpose.lost(end);
    }
  }

  private void echo(Leg leg) {
    var tool = new ToolLeg(legs.nextId(), "echo", new EchoPort(), this);
    legs.add(tool);
    joined(tool);
    leg.answer(Optional.empty());
    connected();
  }

  @Override
  public void spoken(LegId leg, String sipCallId) {
    legJournal.spoken(leg, sipCallId);
  }

  @Override
  public void responded(Leg leg, int status) {
    ringing.responded(leg, status);
  }

  @Override
  public void rang(Leg leg) {
    ringing.rang(leg);
  }

  @Override
  public void progressed(Leg leg) {
    ringing.progressed(leg);
  }

  @Override
  public void redirected(Leg leg, List<NameAddr> contacts) {
    if (!ringing.redirected(leg, contacts)) {
      legJournal.notFollowed(leg);
    }
  }

  /** The winner of a group may not have been the one that was heard before. */
  @Override
  public void answered(Leg leg) {
    mix.join(leg);
    ringing.answered(leg);
  }

  @Override
  public void joined(Leg leg) {
    if (ringing.isHeard(leg)) {
      mix.join(leg);
    }
  }

  /** Ends the leg whose media failed; the others go on. */
  void broken(MixerPort port) {
    legs.find(port).ifPresent(leg -> leg.release(LegEnd.refused(500, "Server Internal Error")));
  }

  @Override
  public void heard(Leg leg) {
    mix.goLive();
  }

  @Override
  public void digitStarted(Leg leg, char digit) {
    mix.goLive();
    mix.listeners(leg).forEach(other -> other.startDigit(digit));
  }

  @Override
  public void digitEnded(Leg leg, char digit, int durationMs) {
    mix.listeners(leg).forEach(Leg::endDigit);
    legJournal.digit(leg, digit, durationMs);
  }

  @Override
  public void changed(Leg leg) {
    showsAnew(leg);
    switch (leg.state()) {
      case LegState.Cancelling _ -> {
        mix.leave(leg);
        loop.schedule(Deadline.CANCELLED_LEGS, CANCEL_PATIENCE, legs::cancelTimedOut);
      }
      case LegState.Releasing _, LegState.Terminated _ -> mix.leave(leg);
      case LegState.Offered _, LegState.Answering _, LegState.Inviting _, LegState.Answered _ -> {}
    }
  }

  @Override
  public void renegotiated(Leg leg) {
    if (leg.heldBy().isUs()) {
      mix.listeners(leg).forEach(Leg::endDigit);
    }
    mix.putAside(leg, leg.heldBy().isUs());
    showsAnew(leg);
  }

  @Override
  public void holdDone(Leg leg) {
    holds.done(leg);
  }

  @Override
  public void holdRefused(Leg leg, int status) {
    holds.refused(leg, status);
  }

  /** Something about a leg has changed that others can see. */
  void showsAnew(Leg leg) {
    legJournal.changed(leg, mix.isMuted(leg));
  }

  @Override
  public void ended(Leg leg, LegEnd end) {
    legs.remove(leg, end);
    holds.ended(leg);
    seats.leave(leg.id());
    ringing.ended(leg, end).ifPresent(mix::join);
    settle(callEnd(leg, end));
  }

  /** Ends the call, with this reason unless it has one, once nobody is left to talk to. */
  private void settle(LegEnd end) {
    var parties = legs.answered();
    var expecting = ringing.isUnderWay() && (!connected || parties > 0);
    if (parties < 2 && !expecting && !transit.underWay()) {
      decide(end);
      windDown(outcome());
    }
  }

  private void windDown(LegEnd end) {
    ringing.abandon(end);
    legs.releaseAll(end);
    if (legs.isEmpty() && !finished && !transit.underWay()) {
      finish();
    }
  }

  private void finish() {
    finished = true;
    ringing.settled();
    mix.close();
    loop.execute(operations::end);
    loop.close();
    journal.ended(outcome());
    services.observer().ended(this);
  }

  /** The first reason to end is the call's reason. */
  void decide(LegEnd end) {
    if (outcome == null) {
      outcome = end;
    }
  }

  private LegEnd outcome() {
    return outcome == null ? LegEnd.byCommand() : outcome;
  }

  private LegEnd callEnd(Leg leg, LegEnd end) {
    if (end.cause() != EndCause.REMOTE_HANGUP) {
      return end;
    }
    var cause = leg.equals(caller) ? EndCause.CALLER_HANGUP : EndCause.CALLEE_HANGUP;
    return new LegEnd(cause, end.sipStatus(), end.reason());
  }

  /** The parties talk. */
  void connected() {
    if (!connected) {
      connected = true;
      ringing.settled();
      journal.answered();
      watch.start();
    }
  }

  private void seekHelp(Party from, String number) {
    help = new Help(from, number);
    watch.neverCutOff();
    services.observer().seeksHelp(this);
    journal.emergency(from, number);
  }
}
