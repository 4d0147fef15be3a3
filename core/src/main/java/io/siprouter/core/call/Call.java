package io.siprouter.core.call;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.leg.EchoPort;
import io.siprouter.core.leg.EndCause;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegHub;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegState;
import io.siprouter.core.leg.SipLeg;
import io.siprouter.core.leg.ToolLeg;
import io.siprouter.core.loop.EventLoop;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.sip.uri.NameAddr;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The hub of a call: its legs, its mixer, and the groups of legs that ring for it.
 *
 * <p>Everything runs on the call's loop; only {@link #submit} and {@link #id} are for any thread.
 * The call ends when fewer than two parties are left and nothing rings for the one that remains.
 */
public final class Call implements LegHub {

  /** What a call waits for. */
  enum Deadline {
    NO_ANSWER,
    SILENCE,
    CANCELLED_LEGS,
    EVERY_SECOND,
    LONGEST_DURATION
  }

  /** 64*T1: how long a cancelled INVITE may stay without final response, RFC 3261 §9.1. */
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(32);

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final CallId id;
  private final EventLoop<Deadline> loop;
  private final CallServices services;
  private final CallJournal journal;
  private final CallMix mix;
  private final Map<LegId, Leg> legs = new LinkedHashMap<>();
  private final TrunkSeats seats;
  private final Ringing ringing;
  private int legsMade;
  private boolean mayLastForever;
  private boolean connected;
  private boolean finished;
  private @Nullable Leg caller;
  private @Nullable LegEnd outcome;

  Call(CallId id, EventLoop<Deadline> loop, CallServices services) {
    this.id = id;
    this.loop = loop;
    this.services = services;
    this.journal = new CallJournal(id, services.events());
    this.seats = new TrunkSeats(services.load());
    this.ringing = new Ringing(services, seats, loop, this, new Branches());
    this.mix = new CallMix(services.mixers(), port -> loop.execute(() -> broken(port)));
  }

  public CallId id() {
    return id;
  }

  /** Runs a task on the call's loop; dropped once the call has ended. */
  void submit(Consumer<Call> task) {
    loop.execute(() -> task.accept(this));
  }

  private LegId nextLegId() {
    return new LegId(String.valueOf(++legsMade));
  }

  List<Leg> legs() {
    return List.copyOf(legs.values());
  }

  /** Takes a caller in and does with it what the plan says. */
  void accept(Arrival arrival) {
    journal.created(arrival.party(), arrival.dialled());
    ringing.arrived(arrival);
    var id = nextLegId();
    if (arrival.provider().map(provider -> seats.take(id, provider)).orElse(true)) {
      receive(arrival, id);
    } else {
      turnAway(arrival, LegEnd.full());
    }
  }

  private void receive(Arrival arrival, LegId id) {
    switch (services.reception().take(arrival, id, this, loop)) {
      case Reception.TakenIn(var leg) -> connect(leg, arrival);
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

  /** What happens in the caller's dialog. */
  void onCallerEvent(DialogEvent event) {
    if (caller instanceof SipLeg leg) {
      leg.onDialogEvent(event);
    }
  }

  private void connect(SipLeg leg, Arrival arrival) {
    caller = leg;
    add(leg);
    var purpose = new CallerPurpose(leg);
    switch (arrival.plan().get()) {
      case CallPlan.Echo _ -> echo(leg);
      case CallPlan.Ring plan -> ringing.ring(plan, arrival.party(), Optional.of(leg), purpose);
      case CallPlan.Hunt plan -> ringing.hunt(plan, arrival.party(), Optional.of(leg), purpose);
      case CallPlan.Emergency plan ->
          ringing.help(plan, arrival.party(), Optional.of(leg), purpose);
      case CallPlan.Refuse(var end) -> purpose.lost(end);
    }
  }

  /** Calls one side first and, as soon as it answers, the other (click to call). */
  void originate(CallPlan from, Party first, CallPlan to, Party second) {
    journal.created(first, second.number());
    follow(from, second, Optional.empty(), new OriginatePurpose(to, first));
  }

  /** Lets what the call sends from now on carry these headers. */
  void writing(List<HeaderRule> headers) {
    ringing.writing(headers);
  }

  /** Invites a further party into the call, unless the call is about to end. */
  void invite(CallPlan plan, Party shown) {
    if (outcome == null) {
      follow(plan, shown, Optional.empty(), new InvitePurpose());
    }
  }

  /** Ends one leg. */
  void remove(LegId legId) {
    Optional.ofNullable(legs.get(legId)).ifPresent(leg -> leg.release(LegEnd.byCommand()));
  }

  /** Ends the whole call. */
  void hangUp(LegEnd end) {
    decide(end);
    windDown(end);
  }

  private void echo(Leg leg) {
    var tool = new ToolLeg(nextLegId(), "echo", new EchoPort(), this);
    add(tool);
    joined(tool);
    leg.answer(Optional.empty());
    connected();
  }

  private void follow(
      CallPlan plan, Party shown, Optional<Leg> waiting, RingGroup.Purpose purpose) {
    switch (plan) {
      case CallPlan.Ring ring -> ringing.ring(ring, shown, waiting, purpose);
      case CallPlan.Hunt hunt -> ringing.hunt(hunt, shown, waiting, purpose);
      case CallPlan.Emergency help -> ringing.help(help, shown, waiting, purpose);
      case CallPlan.Refuse(var end) -> purpose.lost(end);
      case CallPlan.Echo _ -> purpose.lost(LegEnd.refused(404, "Not Found"));
    }
    settle(Ringing.NO_ANSWER);
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
      journal.notFollowed(leg);
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
    legs().stream()
        .filter(leg -> leg.port().equals(port))
        .forEach(leg -> leg.release(LegEnd.refused(500, "Server Internal Error")));
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
    journal.digit(leg, digit, durationMs);
  }

  @Override
  public void changed(Leg leg) {
    journal.legChanged(leg);
    switch (leg.state()) {
      case LegState.Cancelling _ -> {
        mix.leave(leg);
        loop.schedule(Deadline.CANCELLED_LEGS, CANCEL_PATIENCE, this::cancelTimedOut);
      }
      case LegState.Releasing _, LegState.Terminated _ -> mix.leave(leg);
      case LegState.Offered _, LegState.Answering _, LegState.Inviting _, LegState.Answered _ -> {}
    }
  }

  private void cancelTimedOut() {
    for (var leg : legs()) {
      if (leg instanceof SipLeg sipLeg && leg.state() instanceof LegState.Cancelling) {
        sipLeg.cancelTimedOut();
      }
    }
  }

  @Override
  public void ended(Leg leg, LegEnd end) {
    legs.remove(leg.id());
    seats.leave(leg.id());
    journal.legRemoved(leg, end);
    ringing.ended(leg, end).ifPresent(mix::join);
    settle(callEnd(leg, end));
  }

  /** Ends the call, with this reason unless it has one, once nobody is left to talk to. */
  private void settle(LegEnd end) {
    var parties = legs.values().stream().filter(leg -> leg.state().answered()).count();
    var expecting = ringing.isUnderWay() && (!connected || parties > 0);
    if (parties < 2 && !expecting) {
      decide(end);
      windDown(LegEnd.partnerGone());
    }
  }

  private void windDown(LegEnd end) {
    ringing.abandon(end);
    legs().forEach(leg -> leg.release(end));
    if (legs.isEmpty() && !finished) {
      finish();
    }
  }

  private void finish() {
    finished = true;
    ringing.settled();
    mix.close();
    loop.close();
    journal.ended(outcome == null ? LegEnd.byCommand() : outcome);
    services.watcher().ended(this);
  }

  /** The first reason to end is the call's reason. */
  private void decide(LegEnd end) {
    if (outcome == null) {
      outcome = end;
    }
  }

  private LegEnd callEnd(Leg leg, LegEnd end) {
    if (end.cause() != EndCause.REMOTE_HANGUP) {
      return end;
    }
    var cause = leg.equals(caller) ? EndCause.CALLER_HANGUP : EndCause.CALLEE_HANGUP;
    return new LegEnd(cause, end.sipStatus(), end.reason());
  }

  private void add(Leg leg) {
    legs.put(leg.id(), leg);
    journal.legAdded(leg);
  }

  private void connected() {
    if (!connected) {
      connected = true;
      ringing.settled();
      journal.answered();
      limitDuration(services.limits().duration());
      everySecond();
    }
  }

  /** A call for help is never cut off. */
  private void limitDuration(Duration longest) {
    if (longest.isPositive() && !mayLastForever) {
      loop.schedule(Deadline.LONGEST_DURATION, longest, () -> hangUp(LegEnd.tooLong()));
    }
  }

  private void everySecond() {
    legs.values().forEach(journal::quality);
    loop.schedule(Deadline.EVERY_SECOND, SECOND, this::everySecond);
    legs().forEach(leg -> leg.watch(services.limits().silence()));
  }

  /** What the ringing needs of the call. */
  private final class Branches implements Ringing.Owner {

    @Override
    public LegId nextLegId() {
      return Call.this.nextLegId();
    }

    @Override
    public void invited(Leg leg) {
      add(leg);
    }

    @Override
    public void seeksHelp(Party caller, String number) {
      mayLastForever = true;
      loop.cancel(Deadline.LONGEST_DURATION);
      services.watcher().seeksHelp(Call.this);
      journal.emergency(caller, number);
    }
  }

  /** Rings on behalf of a caller of ours who waits. */
  private final class CallerPurpose implements RingGroup.Purpose {
    private final Leg waiting;

    CallerPurpose(Leg waiting) {
      this.waiting = waiting;
    }

    @Override
    public void rang() {
      journal.ringing();
      waiting.ring();
    }

    @Override
    public void progressed(Leg branch) {
      waiting.passEarlyMedia(branch.codec());
    }

    @Override
    public void won(Leg branch) {
      waiting.answer(branch.codec());
      connected();
    }

    @Override
    public void lost(LegEnd best) {
      decide(best);
      waiting.release(best);
    }
  }

  /** Rings the side that is called first, to call the other one once it answers. */
  private final class OriginatePurpose implements RingGroup.Purpose {
    private final CallPlan next;
    private final Party shown;

    OriginatePurpose(CallPlan next, Party shown) {
      this.next = next;
      this.shown = shown;
    }

    @Override
    public void rang() {}

    @Override
    public void progressed(Leg branch) {}

    @Override
    public void won(Leg branch) {
      caller = branch;
      follow(next, shown, Optional.of(branch), new CallerPurpose(branch));
    }

    @Override
    public void lost(LegEnd best) {
      decide(best);
    }
  }

  /** Rings a further party of a call. */
  private final class InvitePurpose implements RingGroup.Purpose {
    @Override
    public void rang() {}

    @Override
    public void progressed(Leg branch) {}

    @Override
    public void won(Leg branch) {
      connected();
    }

    @Override
    public void lost(LegEnd best) {}
  }
}
