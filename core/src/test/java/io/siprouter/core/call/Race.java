package io.siprouter.core.call;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.leg.LegId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One call in which parties, commands, the clock and the call's loop take turns in an order that a
 * seed decides. What the parties do waits in the call's queue until the loop runs, so that anything
 * can cross anything.
 */
final class Race {

  private static final int STEPS = 30;
  private static final int ROUNDS = 20;
  private static final Duration ROUND = Duration.ofSeconds(40);

  private final SteppedHub hub;
  private final Random random;
  private final boolean drains;
  private final List<String> trace = new ArrayList<>();
  private final List<RacingParty> parties = new ArrayList<>();
  private final List<ServerEvent> events = new ArrayList<>();

  private Race(SteppedHub hub, int seed, boolean drains) {
    this.hub = hub;
    this.random = new Random(seed);
    this.drains = drains;
  }

  /**
   * Plays one seed to its end.
   *
   * @param drains whether the hub is drained in the middle, after which it takes no more calls
   * @return what happened, for people, if anything was against the rules
   */
  static Optional<String> run(SteppedHub hub, int seed, boolean drains) {
    var race = new Race(hub, seed, drains);
    race.start();
    race.play();
    race.finish();
    var faults = race.faults();
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of("seed %d: %s%n  %s".formatted(seed, faults, String.join("\n  ", race.trace)));
  }

  private void start() {
    hub.calleesAre(
        (invite, listener) -> {
          var name = invite.requestUri().user().orElse("") + parties.size();
          var callee = new RacingCallee(name, hub.clock(), random, trace, listener);
          trace.add("hub invites " + name);
          parties.add(callee);
          return callee;
        });
    switch (random.nextInt(8)) {
      case 0 -> hub.calls().originate(Origination.of("alice", "100"));
      case 1 -> dial("*43", Requests.PCMU_SDP);
      case 2 -> dial("100", "");
      case 3 -> dial("102", Requests.PCMU_SDP);
      case 4 -> dial("8155", Requests.PCMU_SDP);
      default -> dial("100", Requests.PCMU_SDP);
    }
  }

  private void dial(String number, String sdp) {
    var caller = new RacingCaller(!sdp.isEmpty(), random, trace);
    trace.add("caller dials %s %s offer".formatted(number, sdp.isEmpty() ? "without" : "with"));
    parties.add(caller);
    hub.invites(caller, "alice", number, sdp);
  }

  private void play() {
    var drainAt = drains ? random.nextInt(STEPS) : STEPS;
    for (var step = 0; step < STEPS; step++) {
      if (step == drainAt) {
        trace.add("drain");
        var _ = hub.calls().drain();
      }
      switch (random.nextInt(12)) {
        case 0 -> pass(Duration.ofSeconds(random.nextInt(30)));
        case 1 -> command();
        case 2, 3 -> settle();
        case 4, 5, 6, 7 -> hub.runsOneTask();
        default -> anyMove();
      }
    }
  }

  private void anyMove() {
    var able = parties.stream().filter(party -> !party.moves().isEmpty()).toList();
    if (!able.isEmpty()) {
      var party = able.get(random.nextInt(able.size()));
      var moves = party.moves();
      party.play(moves.get(random.nextInt(moves.size())));
    }
  }

  private void command() {
    callId().ifPresent(this::command);
  }

  private void command(CallId call) {
    var leg = new LegId(String.valueOf(1 + random.nextInt(4)));
    switch (random.nextInt(5)) {
      case 0 -> does("hang up", () -> hub.calls().hangUp(call));
      case 1 -> does("remove leg " + leg, () -> hub.calls().commands().remove(call, leg));
      case 2 -> does("media of leg " + leg + " break", () -> hub.breaksMedia(call, leg));
      default ->
          does("invite", () -> hub.calls().commands().addLeg(call, "103", hub.device("alice")));
    }
  }

  private void does(String what, Runnable action) {
    trace.add("command: " + what);
    action.run();
  }

  private void settle() {
    trace.add("hub comes to rest");
    hub.does(() -> {});
  }

  private void pass(Duration time) {
    trace.add("%d s pass".formatted(time.toSeconds()));
    hub.passes(time);
    parties.forEach(RacingParty::expire);
  }

  /** Everybody does what it has to, and one after the other hangs up, until all is over. */
  private void finish() {
    for (var round = 0; round < ROUNDS && hub.calls().size() > 0; round++) {
      settle();
      List.copyOf(parties).forEach(party -> party.duty().ifPresent(party::play));
      settle();
      if (hub.calls().size() > 0) {
        talking().findFirst().ifPresent(party -> party.play(party.hangUp()));
      }
      pass(ROUND);
    }
    settle();
  }

  private Stream<RacingParty> talking() {
    return parties.stream().filter(party -> party.phase() == RacingParty.Phase.CONFIRMED);
  }

  private Optional<CallId> callId() {
    return told(CallCreated.class).map(created -> new CallId(created.callId())).findFirst();
  }

  private <E extends ServerEvent> Stream<E> told(Class<E> kind) {
    events.addAll(hub.events());
    return events.stream().filter(kind::isInstance).map(kind::cast);
  }

  private List<String> faults() {
    var faults = new ArrayList<String>();
    parties.forEach(party -> faults.addAll(party.faults()));
    if (hub.calls().size() > 0) {
      faults.add("the call goes on");
    }
    if (told(CallEnded.class).count() != told(CallCreated.class).count()) {
      faults.add("outcomes " + told(CallEnded.class).toList());
    }
    if (told(LegAdded.class).count() != told(LegRemoved.class).count()) {
      faults.add("legs left over");
    }
    return faults;
  }
}
