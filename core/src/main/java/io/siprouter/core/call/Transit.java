package io.siprouter.core.call;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.WrongState;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegState;
import io.siprouter.core.leg.SipLeg;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Takes the parties of one call to another, or those of another in. On the loop of the call that it
 * belongs to.
 *
 * <pre>
 *   here:   the legs leave the mix and the books, and what happens to them waits
 *   mixer:  the tick under way ends, so that no two mixers serve one leg
 *   there:  the legs come into the books and the mix, and what has waited happens
 *   here:   the call ends; or, where the other one takes nobody, the legs come back
 * </pre>
 */
final class Transit {

  private final Call call;
  private final CallLegs legs;
  private final CallMix mix;
  private final TrunkSeats seats;
  private final KeyPresses keys;
  private final Executor loop;
  private boolean underWay;

  Transit(Call call, CallLegs legs, CallMix mix, TrunkSeats seats, KeyPresses keys, Executor loop) {
    this.call = call;
    this.legs = legs;
    this.mix = mix;
    this.seats = seats;
    this.keys = keys;
    this.loop = loop;
  }

  /** Whether legs are on their way, so that the call has to wait for what becomes of them. */
  boolean underWay() {
    return underWay;
  }

  /** Lets everybody go; the call is over if the other one takes them. */
  CompletionStage<Outcome<CallId>> to(Call other) {
    var obstacle = obstacle();
    if (obstacle.isPresent()) {
      return CompletableFuture.completedStage(new WrongState<>(obstacle.get()));
    }
    var answer = new CompletableFuture<Outcome<CallId>>();
    underWay = true;
    var live = mix.isLive();
    var passengers = legs.parties().stream().map(this::leave).toList();
    var company = new Company(passengers, live, call.help());
    mix.rest(() -> loop.execute(() -> handOver(company, other, answer)));
    return answer;
  }

  private Optional<String> obstacle() {
    if (underWay) {
      return Optional.of("merging");
    }
    return call.obstacle()
        .or(() -> legs.parties().stream().flatMap(Transit::unsettled).findFirst());
  }

  private static Stream<String> unsettled(Leg leg) {
    return switch (leg.state()) {
      case LegState.Answered(var hold) ->
          hold.isSettled() ? Stream.empty() : Stream.of(hold.word());
      case LegState.Answering _ -> Stream.of("connecting");
      case LegState.Offered _,
          LegState.Releasing _,
          LegState.Inviting _,
          LegState.Cancelling _,
          LegState.Terminated _ ->
          Stream.of(leg.state().label());
    };
  }

  private Passenger leave(SipLeg leg) {
    var passenger = new Passenger(leg, leg.id(), mix.isMuted(leg), seats.handOver(leg.id()));
    keys.forget(leg);
    mix.leave(leg);
    legs.withdraw(leg);
    leg.depart();
    return passenger;
  }

  private void handOver(Company company, Call other, CompletableFuture<Outcome<CallId>> answer) {
    other
        .ask(control -> control.adopt(company))
        .thenAccept(outcome -> loop.execute(() -> settle(company.passengers(), outcome, answer)));
  }

  private void settle(
      List<Passenger> passengers,
      Outcome<CallId> outcome,
      CompletableFuture<Outcome<CallId>> answer) {
    underWay = false;
    answer.complete(outcome);
    if (outcome instanceof Done<CallId>) {
      call.merged(passengers);
    } else {
      passengers.forEach(this::comeBack);
      call.comeBack();
    }
  }

  private void comeBack(Passenger passenger) {
    arrive(passenger, passenger.id());
    legs.restore(passenger.leg());
  }

  /** Takes in the parties of another call, under new names. */
  void adopt(Company company) {
    for (var passenger : company.passengers()) {
      var leg = passenger.leg();
      arrive(passenger, legs.nextId());
      call.spoken(leg.id(), leg.sipCallId());
      legs.add(leg);
      call.showsAnew(leg);
    }
    if (company.live()) {
      mix.goLive();
    }
  }

  private void arrive(Passenger passenger, LegId name) {
    var leg = passenger.leg();
    leg.arrive(call, name, loop);
    seats.takeOver(name, passenger.seat());
    mix.mute(leg, passenger.muted());
    mix.putAside(leg, leg.heldBy().isUs());
    mix.join(leg);
  }
}
