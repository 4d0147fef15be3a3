package io.siprouter.core.call;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.Device;
import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.NoSuchLeg;
import io.siprouter.core.call.Outcome.Refused;
import io.siprouter.core.call.Outcome.WrongState;
import io.siprouter.core.leg.Hold;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegState;
import io.siprouter.sip.message.ReasonPhrase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** What commands do to one call. On the call's loop. */
final class CallControl {

  private final Call call;
  private final CallLegs legs;
  private final CallMix mix;
  private final KeyPresses keys;
  private final PendingHolds holds;

  CallControl(Call call, CallLegs legs, CallMix mix, KeyPresses keys, PendingHolds holds) {
    this.call = call;
    this.legs = legs;
    this.mix = mix;
    this.keys = keys;
    this.holds = holds;
  }

  Outcome<CallId> hangUp() {
    call.hangUp(LegEnd.byCommand());
    return new Done<>(call.id());
  }

  /**
   * Rings a further party into the call, by the rules that the call began with.
   *
   * @return the legs that ring at once; a provider that is tried later is not among them
   */
  Outcome<List<LegId>> addLeg(Device onBehalf, String to) {
    var obstacle = call.obstacle().filter(word -> !word.equals("ringing"));
    if (obstacle.isPresent()) {
      return new WrongState<>(obstacle.get());
    }
    var before = legs.ids();
    var invitation = new Invitation(call);
    call.invite(onBehalf, to, invitation);
    var added = legs.ids().stream().filter(id -> !before.contains(id)).toList();
    return invitation
        .lost()
        .<Outcome<List<LegId>>>map(end -> new Refused<>(end.sipStatus(), end.reason()))
        .orElseGet(() -> new Done<>(added));
  }

  /** Takes in the parties of another call. */
  Outcome<CallId> adopt(Company company) {
    var obstacle = call.obstacle();
    if (obstacle.isPresent()) {
      return new WrongState<>(obstacle.get());
    }
    call.adopt(company);
    return new Done<>(call.id());
  }

  Outcome<LegId> remove(LegId id) {
    return with(
        id,
        leg -> {
          leg.release(LegEnd.byCommand());
          return new Done<>(id);
        });
  }

  /** A leg that waits for its answer is connected, whether or not anybody is there to talk to. */
  Outcome<LegId> answer(LegId id) {
    return withOffered(
        id,
        leg -> {
          leg.answer(Optional.empty());
          return new Done<>(id);
        });
  }

  /** Refuses a leg that waits for its answer; a call with nobody else in it ends the same way. */
  Outcome<LegId> reject(LegId id, int status) {
    return withOffered(
        id,
        leg -> {
          leg.release(LegEnd.refused(status, ReasonPhrase.of(status)));
          return new Done<>(id);
        });
  }

  /** Keys still get through: it is the sound that is not heard. */
  Outcome<LegId> mute(LegId id, boolean muted) {
    return with(
        id,
        leg -> {
          mix.mute(leg, muted);
          call.showsAnew(leg);
          return new Done<>(id);
        });
  }

  /** Holds a party that is answered; it may hold us already. */
  CompletionStage<Outcome<LegId>> hold(LegId id) {
    return turn(id, Hold.OFF, Leg::hold);
  }

  /** Lets a party that we hold take part again. */
  CompletionStage<Outcome<LegId>> resume(LegId id) {
    return turn(id, Hold.ON, Leg::resume);
  }

  private CompletionStage<Outcome<LegId>> turn(LegId id, Hold from, Consumer<Leg> request) {
    return legs.find(id)
        .map(leg -> turn(leg, from, request))
        .orElseGet(() -> completedStage(new NoSuchLeg<>()));
  }

  private CompletionStage<Outcome<LegId>> turn(Leg leg, Hold from, Consumer<Leg> request) {
    if (!(leg.state() instanceof LegState.Answered(var hold))) {
      return completedStage(wrongStateOf(leg));
    }
    if (hold != from) {
      return completedStage(new WrongState<>(hold.word()));
    }
    if (!leg.takesHold()) {
      return completedStage(new Refused<>(488, "The far end cannot be held"));
    }
    return holds.ask(leg, () -> request.accept(leg));
  }

  /** Presses keys towards a leg that is in the mix and takes them as telephone-event. */
  Outcome<LegId> press(LegId id, String digits) {
    return with(id, leg -> isReached(leg) ? press(leg, digits) : wrongStateOf(leg));
  }

  /** Nothing can be sent to a party that holds us. */
  private boolean isReached(Leg leg) {
    return mix.contains(leg) && !leg.heldBy().isParty();
  }

  private Outcome<LegId> press(Leg leg, String digits) {
    if (!leg.takesDigits()) {
      return new Refused<>(488, "The far end takes no telephone-event");
    }
    mix.goLive();
    return keys.press(leg, digits) ? new Done<>(leg.id()) : new WrongState<>("pressing keys");
  }

  private <T> Outcome<T> withOffered(LegId id, Function<Leg, Outcome<T>> action) {
    return with(
        id, leg -> leg.state() instanceof LegState.Offered ? action.apply(leg) : wrongStateOf(leg));
  }

  private <T> Outcome<T> with(LegId id, Function<Leg, Outcome<T>> action) {
    return legs.find(id).map(action).orElseGet(NoSuchLeg::new);
  }

  private static <T> Outcome<T> wrongStateOf(Leg leg) {
    return new WrongState<>(leg.label());
  }
}
