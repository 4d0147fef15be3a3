package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.Invalid;
import io.siprouter.core.call.Outcome.NoSuchCall;
import io.siprouter.core.call.Outcome.NoSuchLeg;
import io.siprouter.core.call.Outcome.Refused;
import io.siprouter.core.call.Outcome.WrongState;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.leg.LegId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallCommandsTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22400, "max": 22439}},
        "media": {"codecs": ["PCMU"]},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ]
      }
      """;

  private static final CallId NO_CALL = new CallId("none");
  private static final LegId CALLER = new LegId("1");
  private static final LegId CALLEE = new LegId("2");
  private static final LegId NO_LEG = new LegId("9");

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final CallCommands commands = hub.calls().commands();

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void callThatIsNotThereAnswersSo() {
    assertThat(answerOf(commands.hangUp(NO_CALL))).isEqualTo(new NoSuchCall<>());
    assertThat(answerOf(commands.remove(NO_CALL, CALLER))).isEqualTo(new NoSuchCall<>());
    assertThat(answerOf(commands.sendDigits(NO_CALL, CALLER, "1"))).isEqualTo(new NoSuchCall<>());
  }

  @Test
  void legThatIsNotThereAnswersSo() {
    var call = ringing().call();

    assertThat(answerOf(commands.remove(call, NO_LEG))).isEqualTo(new NoSuchLeg<>());
    assertThat(answerOf(commands.mute(call, NO_LEG, true))).isEqualTo(new NoSuchLeg<>());
    assertThat(answerOf(commands.hangUp(call))).isEqualTo(new Done<>(call));
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void commandsThatComeAfterTheEndAreAnsweredAsWell() {
    var scene = ringing();
    scene.alice().cancels();
    var first = commands.mute(scene.call(), CALLER, true).toCompletableFuture();
    hub.does(() -> hub.callee().refuses(487));
    var second = commands.hangUp(scene.call()).toCompletableFuture();

    assertThat(first).isCompletedWithValue(new NoSuchLeg<>());
    assertThat(second).isCompletedWithValue(new NoSuchCall<>());
  }

  @Test
  void furtherPartyIsRungAndItsLegIsTold() {
    hub.registers("carol", 1);
    var call = talking().call();

    assertThat(answerOf(commands.addLeg(call, "103", hub.device("alice"))))
        .isEqualTo(new Done<>(List.of(new LegId("3"))));
    hub.does(hub.callee()::answers);
    end(call);
  }

  @Test
  void furtherPartyThatCannotBeCalledIsRefusedAsACallerWouldBe() {
    var call = talking().call();

    assertThat(answerOf(commands.addLeg(call, "103", hub.device("alice"))))
        .isEqualTo(new Refused<>(480, "Temporarily Unavailable"));
    assertThat(answerOf(commands.addLeg(call, "999", hub.device("alice"))))
        .isEqualTo(new Refused<>(404, "Not Found"));
    end(call);
  }

  @Test
  void callThatIsEndingTakesNobodyIn() {
    hub.registers("carol", 1);
    var call = ringing().call();
    hub.does(() -> commands.hangUp(call));

    assertThat(answerOf(commands.addLeg(call, "103", hub.device("alice"))))
        .isEqualTo(new WrongState<>("ending"));
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void callerIsAnsweredBeforeAnybodyElseHas() {
    var scene = ringing();

    assertThat(answerOf(commands.answer(scene.call(), CALLER))).isEqualTo(new Done<>(CALLER));
    assertThat(answerOf(commands.answer(scene.call(), CALLER)))
        .isEqualTo(new WrongState<>("answered"));
    hub.does(scene.alice()::acknowledges);
    hub.does(hub.callee()::answers);

    assertThat(scene.alice().done()).containsExactly("180", "200");
    assertThat(hub.callee().done()).containsExactly("ACK");
    assertThat(hub.events()).filteredOn(ServerEvent.CallAnswered.class::isInstance).hasSize(1);
    end(scene.call());
  }

  @Test
  void calleeCannotBeAnsweredOrRejected() {
    var call = ringing().call();

    assertThat(answerOf(commands.answer(call, CALLEE))).isEqualTo(new WrongState<>("ringing"));
    assertThat(answerOf(commands.reject(call, CALLEE, 603))).isEqualTo(new WrongState<>("ringing"));
    hub.does(() -> commands.hangUp(call));
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void callerIsRejectedAndNobodyRingsForItAnyMore() {
    var scene = ringing();

    assertThat(answerOf(commands.reject(scene.call(), CALLER, 603))).isEqualTo(new Done<>(CALLER));
    assertThat(scene.alice().done()).containsExactly("180", "603 Decline");
    assertThat(hub.callee().done()).containsExactly("CANCEL");
    hub.does(() -> hub.callee().refuses(487));
    var ended = events(CallEnded.class).getLast();
    assertThat(ended.cause()).isEqualTo("rejected");
    assertThat(ended.sipStatus()).isEqualTo(603);
  }

  @Test
  void rejectionIsAFinalFailure() {
    assertThat(answerOf(commands.reject(NO_CALL, CALLER, 200)))
        .isEqualTo(new Invalid<>("status", "200", "400 to 699"));
  }

  @Test
  void onlyKeysOfATelephoneArePressed() {
    var allowed = "1 to 64 of 0123456789*#ABCD,";
    for (var digits : List.of("", "12a", "1 2", "1".repeat(65))) {
      assertThat(answerOf(commands.sendDigits(NO_CALL, CALLER, digits)))
          .isEqualTo(new Invalid<>("digits", digits, allowed));
    }
  }

  @Test
  void keysArePressedOnlyWhereTheFarEndTakesThem() {
    var scene = ringing();
    assertThat(answerOf(commands.sendDigits(scene.call(), CALLEE, "1")))
        .isEqualTo(new WrongState<>("ringing"));
    hub.does(hub.callee()::answers);
    hub.does(scene.alice()::acknowledges);

    assertThat(answerOf(commands.sendDigits(scene.call(), CALLEE, "1")))
        .isEqualTo(new Refused<>(488, "The far end takes no telephone-event"));
    end(scene.call());
  }

  @Test
  void keysThatPileUpAreRefused() {
    var scene = ringing();
    hub.does(() -> hub.callee().answers(Requests.WITH_KEYS_SDP));
    hub.does(scene.alice()::acknowledges);
    Function<Object, Object> press =
        _ -> answerOf(commands.sendDigits(scene.call(), CALLEE, "1".repeat(64)));

    assertThat(List.of(1, 2, 3, 4)).extracting(press).containsOnly(new Done<>(CALLEE));
    assertThat(press.apply(5)).isEqualTo(new WrongState<>("pressing keys"));
    hub.passes(Duration.ofSeconds(52));
    assertThat(press.apply(6)).isEqualTo(new Done<>(CALLEE));
    end(scene.call());
  }

  @Test
  void removedLegEndsACallOfTwo() {
    var scene = talking();

    assertThat(answerOf(commands.remove(scene.call(), CALLEE))).isEqualTo(new Done<>(CALLEE));
    assertThat(scene.alice().done()).endsWith("BYE");
    assertThat(events(CallEnded.class).getLast().cause()).isEqualTo("api");
  }

  private record Scene(ScriptedCaller alice, CallId call) {}

  private Scene ringing() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::rings);
    return new Scene(alice, new CallId(events(CallCreated.class).getLast().callId()));
  }

  private Scene talking() {
    var scene = ringing();
    hub.does(hub.callee()::answers);
    hub.does(scene.alice()::acknowledges);
    return scene;
  }

  private void end(CallId call) {
    hub.does(() -> commands.hangUp(call));
  }

  private <E extends ServerEvent> List<E> events(Class<E> kind) {
    return hub.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private <T> Outcome<T> answerOf(CompletionStage<Outcome<T>> stage) {
    hub.does(() -> {});
    return stage.toCompletableFuture().join();
  }
}
