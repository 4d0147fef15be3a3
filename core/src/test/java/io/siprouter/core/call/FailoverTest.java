package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallEnded;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which provider takes a call when others do not. */
class FailoverTest {

  private static final String CONFIG =
      """
      {
        "server": {
          "rtpPorts": {"min": 22080, "max": 22119}, "country": "DE", "limits": {"calls": 3}
        },
        "providers": [
          {"id": "one", "domain": "127.0.0.2:5060", "username": "u1", "password": "p",
           "maxCalls": 1, "numberFormat": "e164"},
          {"id": "two", "domain": "127.0.0.3:5060", "username": "u2", "password": "p"},
          {"id": "three", "domain": "127.0.0.4:5060", "username": "u3", "password": "p"},
          {"id": "off", "domain": "127.0.0.5:5060", "username": "u4", "password": "p",
           "enabled": false}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "0*"},
           "action": {"provider": "one", "failoverProviders": ["off", "two"]}},
          {"id": "alone", "match": {"direction": "outbound", "numberPattern": "9*"},
           "action": {"provider": "one", "stripPrefix": "9"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["bob"]}}
        ],
        "emergencyProviders": ["two"]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  private List<String> asked() {
    return hub.callees().stream().map(it -> it.invite().requestUri().toString()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void nextProviderIsTriedWhereTheFirstFails(int status) {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(status));
    hub.does(() -> hub.callee().answers());
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(asked())
        .containsExactly("sip:+49301234567@127.0.0.2:5060", "sip:0301234567@127.0.0.3:5060");
    assertThat(alice.done()).containsExactly("200");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 480, 486, 600, 603})
  void whatTheCalleeSaysIsFinal(int status) {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(status));

    assertThat(hub.callees()).hasSize(1);
    assertThat(alice.finals()).singleElement().asString().startsWith(status + " ");
  }

  @Test
  void providerThatWantsAnotherPasswordIsPassedOver() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(401));
    assertThat(hub.callees()).hasSize(2);
    hub.does(() -> hub.callee().refuses(407));

    assertThat(alice.finals()).containsExactly("403 Forbidden");
    assertEnded("auth_failed", 403);
  }

  @Test
  void unreachableProviderIsPassedOver() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(hub.callee()::isUnreachable);
    hub.does(() -> hub.callee().refuses(486));

    assertThat(alice.done()).containsExactly("486 Busy Here");
  }

  @Test
  void callerIsToldTheBestFailureOfAll() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(500));
    hub.does(() -> hub.callee().refuses(503));

    assertThat(hub.callees()).hasSize(2);
    assertThat(alice.finals()).hasSize(1);
  }

  @Test
  void silentProviderIsLeftForTheNext() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    var silent = hub.callee();
    hub.passes(Duration.ofMillis(5_900));
    assertThat(hub.callees()).hasSize(1);
    hub.passes(Duration.ofMillis(200));
    assertThat(hub.callees()).hasSize(2);
    hub.does(() -> hub.callee().answers());
    hub.does(silent::answers);
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(silent.done()).containsExactly("CANCEL");
    assertThat(alice.finals()).containsExactly("200");
  }

  @Test
  void providerThatTriesIsGivenTimeAndOneThatRingsAllOfIt() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(() -> hub.callee().tries());
    hub.passes(Duration.ofSeconds(19));
    assertThat(hub.callees()).hasSize(1);
    hub.passes(Duration.ofSeconds(2));
    assertThat(hub.callees()).hasSize(2);

    hub.does(hub.callee()::rings);
    hub.passes(Duration.ofSeconds(100));
    assertThat(alice.done()).containsExactly("180");
    hub.does(() -> hub.callees().getFirst().refuses(487));
    hub.does(alice::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void lastProviderMayBeSilentForAsLongAsSipAllows() {
    var alice = hub.dials("alice", "9301234567", PCMU_SDP);
    hub.passes(Duration.ofSeconds(60));
    assertThat(alice.finals()).isEmpty();

    hub.does(alice::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void callerHearsOneRingingOfTwoProviders() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(hub.callee()::rings);
    hub.does(() -> hub.callee().refuses(503));
    hub.does(hub.callee()::rings);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(alice.done()).containsExactly("180", "200");
  }

  @Test
  void callerThatGivesUpEndsTheHunt() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(alice::cancels);
    hub.does(() -> hub.callee().refuses(503));

    assertThat(hub.callees()).hasSize(1);
    assertThat(alice.finals()).containsExactly("487 Request Terminated");
  }

  @Test
  void fullProviderIsPassedOverAndRefusedWhereItIsTheOnlyOne() {
    var alice = hub.dials("alice", "0301234567", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);

    var bob = hub.dials("bob", "0301234568", PCMU_SDP);
    assertThat(asked()).last().asString().endsWith("@127.0.0.3:5060");
    hub.does(bob::cancels);
    hub.does(() -> hub.callee().refuses(487));
    hub.events();
    assertThat(hub.dials("bob", "930555", PCMU_SDP).done())
        .containsExactly("503 Service Unavailable");
    assertEnded("limit", 503);

    hub.does(alice::hangsUp);
    var again = hub.dials("bob", "930555", PCMU_SDP);
    hub.does(again::cancels);
    hub.does(() -> hub.callee().refuses(487));
    assertThat(asked()).last().asString().endsWith("@127.0.0.2:5060");
  }

  @Test
  void fullProviderCannotCallUsEither() {
    hub.registers("bob", 1);
    var first = hub.providerCalls("one", invite -> invite);
    hub.events();
    var second = hub.providerCalls("one", invite -> invite);

    assertThat(second.done()).containsExactly("503 Service Unavailable");
    assertEnded("limit", 503);
    hub.does(first::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @ParameterizedTest
  @ValueSource(strings = {"112", "0112", "+49112", "0049112", "9112"})
  void helpIsCalledExactlyAndThroughEveryProvider(String dialled) {
    var alice = hub.dials("alice", dialled, PCMU_SDP);
    hub.does(() -> hub.callee().refuses(403));
    hub.does(() -> hub.callee().refuses(603));
    hub.does(() -> hub.callee().refuses(404));

    assertThat(asked())
        .containsExactly(
            "sip:112@127.0.0.3:5060", "sip:112@127.0.0.2:5060", "sip:112@127.0.0.4:5060");
    assertThat(alice.finals()).containsExactly("503 Emergency Call Failed");
    assertEnded("emergency_no_route", 503);
  }

  @Test
  void helpIsToldOf() {
    var alice = hub.dials("alice", "0110", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(hub.events())
        .filteredOn(ServerEvent.EmergencyCall.class::isInstance)
        .singleElement()
        .extracting("from", "number")
        .containsExactly("101", "110");
  }

  @Test
  void helpThatIsBusyIsBusy() {
    var alice = hub.dials("alice", "112", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(486));

    assertThat(hub.callees()).hasSize(1);
    assertThat(alice.finals()).containsExactly("486 Busy Here");
    assertEnded("busy", 486);
  }

  @Test
  void silentProviderDoesNotHoldHelpUp() {
    var alice = hub.dials("alice", "112", PCMU_SDP);
    hub.passes(Duration.ofMillis(4_100));
    assertThat(hub.callees()).hasSize(2);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    hub.does(() -> hub.callees().getFirst().refuses(487));
    hub.does(alice::hangsUp);

    assertThat(alice.finals()).containsExactly("200");
  }

  @Test
  void noLimitStandsInTheWayOfHelp() {
    for (var number : List.of("0301", "0302", "0303")) {
      hub.dials("bob", number + "4444", PCMU_SDP);
    }
    assertThat(hub.dials("bob", "0304444", PCMU_SDP).finals())
        .containsExactly("503 Service Unavailable");
    var drained = hub.calls().drain();
    var before = hub.callees().size();
    var alice = hub.dials("alice", "112", PCMU_SDP);

    assertThat(hub.callees()).hasSize(before + 1);
    hub.does(() -> hub.callee().refuses(500));
    assertThat(asked()).last().isEqualTo("sip:112@127.0.0.2:5060");
    hub.does(() -> hub.callee().answers());
    hub.does(alice::acknowledges);
    hub.callees().subList(0, before).forEach(callee -> hub.does(() -> callee.refuses(487)));
    assertThat(hub.calls().hasEmergency()).isTrue();
    assertThat(drained).isNotDone();
    hub.does(alice::hangsUp);
    assertThat(drained).isDone();
  }

  private void assertEnded(String cause, int status) {
    assertThat(hub.events())
        .filteredOn(CallEnded.class::isInstance)
        .extracting("cause", "sipStatus")
        .containsExactly(tuple(cause, status));
  }
}
