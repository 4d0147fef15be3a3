package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.Invalid;
import io.siprouter.core.call.Outcome.NoSuchCall;
import io.siprouter.core.call.Outcome.WrongState;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.leg.LegId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22520, "max": 22599}},
        "media": {"codecs": ["PCMU"]},
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20", "username": "trunk", "password": "secret",
          "maxCalls": 1
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"},
          {"id": "dave", "extension": "104", "username": "104", "password": "dave-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  private static final int SEEDS = 200;
  private static final int STEPS = 60;

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final List<ServerEvent> events = new ArrayList<>();

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  /** Two that talk. */
  private record Talk(CallId id, ScriptedCaller caller, ScriptedCallee callee) {}

  private Talk talk(String from, String to, String device) {
    hub.registers(device, 1);
    var caller = hub.dials(from, to, PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(caller::acknowledges);
    return new Talk(new CallId(all(CallCreated.class).getLast().callId()), caller, hub.callee());
  }

  private CompletableFuture<Outcome<CallId>> merge(Talk into, Talk from) {
    return hub.calls().commands().merge(into.id(), from.id()).toCompletableFuture();
  }

  @Test
  void partiesGoOverWithoutAWordInTheirDialogs() {
    var first = talk("alice", "102", "bob");
    var second = talk("carol", "104", "dave");
    var merged = merge(first, second);
    hub.does(() -> {});

    assertThat(merged).isCompletedWithValue(new Done<>(first.id()));
    assertThat(second.caller().done()).containsExactly("200");
    assertThat(second.callee().done()).containsExactly("ACK");
    assertThat(all(CallEnded.class)).extracting(CallEnded::cause).containsExactly("merged");
    assertThat(all(LegRemoved.class))
        .extracting(LegRemoved::callId, LegRemoved::cause)
        .containsOnly(tuple(second.id().value(), "merged"));
    assertThat(all(LegAdded.class).subList(4, 6))
        .extracting(LegAdded::callId, LegAdded::legId, LegAdded::account)
        .containsExactly(
            tuple(first.id().value(), "3", "carol"), tuple(first.id().value(), "4", "dave"));

    hub.does(first.caller()::hangsUp);
    hub.does(first.callee()::hangsUp);
    assertThat(hub.calls().size()).isEqualTo(1);
    hub.does(second.caller()::hangsUp);
    assertThat(second.callee().done()).containsExactly("ACK", "BYE");
    assertThat(all(CallEnded.class)).hasSize(2);
  }

  @Test
  void movedLegObeysCommandsByItsNewNameAndStaysMuted() {
    var first = talk("alice", "102", "bob");
    var second = talk("carol", "104", "dave");
    hub.does(() -> hub.calls().commands().mute(second.id(), new LegId("1"), true));
    var _ = merge(first, second);
    hub.does(() -> {});

    var carol = all(LegChanged.class).stream().filter(it -> it.legId().equals("3")).toList();
    assertThat(carol).extracting(LegChanged::muted).containsExactly(true);
    hub.does(() -> hub.calls().commands().remove(first.id(), new LegId("3")));
    assertThat(second.caller().done()).containsExactly("200", "BYE");
    hub.does(() -> hub.calls().hangUp(first.id()));
  }

  @Test
  void callForHelpStaysOneWhereItsPartiesGo() {
    var first = talk("alice", "102", "bob");
    var help = talk("carol", "112", "dave");
    var _ = merge(first, help);
    hub.does(() -> {});

    assertThat(all(EmergencyCall.class))
        .extracting(EmergencyCall::callId, EmergencyCall::number)
        .containsExactly(tuple(help.id().value(), "112"), tuple(first.id().value(), "112"));
    hub.does(
        () -> {
          var _ = hub.calls().drain();
        });
    assertThat(hub.calls().size()).isEqualTo(1);
    assertThat(hub.calls().hasEmergency()).isTrue();
    hub.does(() -> hub.calls().hangUp(first.id()));
  }

  @Test
  void partiesThatJoinACallForHelpLeaveItOne() {
    var first = talk("alice", "102", "bob");
    var help = talk("carol", "112", "dave");
    var _ = merge(help, first);
    hub.does(() -> {});
    hub.does(
        () -> {
          var _ = hub.calls().drain();
        });

    assertThat(all(EmergencyCall.class)).hasSize(1);
    assertThat(hub.calls().size()).isEqualTo(1);
    hub.does(() -> hub.calls().hangUp(help.id()));
  }

  @Test
  void callThatRingsOrIsTheSameOneDoesNotMerge() {
    var first = talk("alice", "102", "bob");
    hub.registers("dave", 1);
    var carol = hub.dials("carol", "104", PCMU_SDP);
    var ringing = new CallId(all(CallCreated.class).getLast().callId());

    assertThat(answer(first.id(), ringing)).isEqualTo(new WrongState<>("ringing"));
    assertThat(answer(ringing, first.id())).isEqualTo(new WrongState<>("ringing"));
    assertThat(answer(first.id(), first.id()))
        .isEqualTo(new Invalid<>("from", first.id().value(), "another call"));
    assertThat(answer(first.id(), new CallId("none"))).isEqualTo(new NoSuchCall<>());
    assertThat(first.caller().done()).containsExactly("200");
    hub.does(carol::cancels);
    hub.does(() -> hub.callee().refuses(487));
    hub.does(first.caller()::hangsUp);
    assertThat(first.callee().done()).containsExactly("ACK", "BYE");
  }

  @Test
  void legTakesItsSeatAtTheProviderAlong() {
    var first = talk("alice", "102", "bob");
    var second = talk("carol", "601", "dave");
    var _ = merge(first, second);
    hub.does(() -> {});

    assertThat(hub.dials("dave", "602", PCMU_SDP).done())
        .containsExactly("503 Service Unavailable");
    hub.does(second.callee()::hangsUp);
    var dave = hub.dials("dave", "602", PCMU_SDP);
    assertThat(dave.done()).isEmpty();
    hub.does(() -> hub.callee().refuses(486));
    hub.does(() -> hub.calls().hangUp(first.id()));
  }

  @Test
  void whateverCrossesAMergeNobodyIsLost() {
    var outcomes = new HashSet<Object>();
    for (var seed = 0; seed < SEEDS; seed++) {
      var faults = race(new Random(seed), outcomes);
      assertThat(faults).as("seed %d", seed).isEmpty();
    }
    assertThat(outcomes)
        .contains(new WrongState<>("merging"), new WrongState<>("ending"), new NoSuchCall<>())
        .hasAtLeastOneElementOfType(Done.class);
  }

  private List<String> race(Random random, Set<Object> outcomes) {
    events.clear();
    hub.events();
    var talks = List.of(talk("alice", "102", "bob"), talk("carol", "104", "dave"));
    var asked = new ArrayList<CompletableFuture<Outcome<CallId>>>();
    var gone = new boolean[4];
    for (var step = 0; step < STEPS; step++) {
      switch (random.nextInt(24)) {
        case 0 -> asked.add(merge(talks.get(0), talks.get(1)));
        case 1 -> asked.add(merge(talks.get(1), talks.get(0)));
        case 2 -> hangUp(random.nextInt(4), gone, talks);
        case 3 -> talks.get(random.nextInt(2)).caller().asks();
        case 4 -> maybeEnd(talks.get(random.nextInt(2)).id(), random, asked);
        default -> hub.runsOneTask(random);
      }
    }
    hub.does(() -> {});
    IntStream.range(0, 4).forEach(party -> hub.does(() -> hangUp(party, gone, talks)));
    var faults = faults(talks, asked);
    asked.stream().filter(CompletableFuture::isDone).forEach(it -> outcomes.add(it.join()));
    return faults;
  }

  private void maybeEnd(
      CallId call, Random random, List<CompletableFuture<Outcome<CallId>>> asked) {
    if (random.nextInt(4) == 0) {
      asked.add(hub.calls().commands().hangUp(call).toCompletableFuture());
    }
  }

  /** A party that has been hung up already says nothing more. */
  private static void hangUp(int party, boolean[] gone, List<Talk> talks) {
    var talk = talks.get(party / 2);
    var done = party % 2 == 0 ? talk.caller().done() : talk.callee().done();
    if (!gone[party] && !done.contains("BYE")) {
      gone[party] = true;
      if (party % 2 == 0) {
        talk.caller().hangsUp();
      } else {
        talk.callee().hangsUp();
      }
    }
  }

  private List<String> faults(List<Talk> talks, List<CompletableFuture<Outcome<CallId>>> asked) {
    var faults = new ArrayList<String>();
    if (hub.calls().size() > 0) {
      faults.add(hub.calls().size() + " calls go on");
    }
    if (!asked.stream().allMatch(CompletableFuture::isDone)) {
      faults.add("a command is not answered");
    }
    if (all(LegAdded.class).size() != all(LegRemoved.class).size()) {
      faults.add("legs are left over");
    }
    if (all(CallEnded.class).size() != talks.size()) {
      faults.add(all(CallEnded.class).toString());
    }
    talks.forEach(talk -> byes(talk.caller().done(), faults));
    talks.forEach(talk -> byes(talk.callee().done(), faults));
    return faults;
  }

  private static void byes(List<String> done, List<String> faults) {
    if (done.stream().filter("BYE"::equals).count() > 1) {
      faults.add("hung up twice: " + done);
    }
  }

  private Outcome<CallId> answer(CallId into, CallId from) {
    var stage = hub.calls().commands().merge(into, from).toCompletableFuture();
    hub.does(() -> {});
    return stage.join();
  }

  private <E extends ServerEvent> List<E> all(Class<E> kind) {
    events.addAll(hub.events());
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
