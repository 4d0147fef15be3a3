package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallStateChanged;
import io.siprouter.core.event.ServerEvent.IncomingCall;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.leg.LegId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallEventsTest {

  private static final String CONFIG =
      """
      {
        "server": {"country": "DE", "rtpPorts": {"min": 22440, "max": 22479}},
        "media": {"codecs": ["PCMU"]},
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20", "username": "4930100", "password": "secret"
        }],
        "devices": [
          {"id": "alice", "displayName": "Alice", "extension": "101", "username": "101",
           "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "*"},
           "action": {"devices": ["bob"], "noAnswerTimeoutSec": 20}},
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "+49*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final List<ServerEvent> events = new ArrayList<>();

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void callOfADeviceToADeviceSaysWhoCallsWhomAndWhy() {
    hub.registers("bob", 1);
    talk();
    hub.does(hub.callee()::hangsUp);

    var id = only(CallCreated.class).callId();
    assertThat(only(CallCreated.class))
        .isEqualTo(
            new CallCreated(
                id,
                "internal",
                "device",
                "alice",
                "101",
                "Alice",
                "102",
                "102",
                Optional.empty(),
                "102 is the extension of bob"));
    assertThat(only(IncomingCall.class))
        .isEqualTo(new IncomingCall(id, "1", "101", "Alice", "102", "device", "alice"));
    assertThat(all(LegAdded.class))
        .containsExactly(
            new LegAdded(id, "1", "SIP_DEVICE", "101", "alice", "inbound"),
            new LegAdded(id, "2", "SIP_DEVICE", "102", "bob", "outbound"));
  }

  @Test
  void callToTheOutsideNamesItsRouteAndTheWorldwideNumber() {
    var alice = hub.dials("alice", "030 1234", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(486));

    var created = only(CallCreated.class);
    assertThat(created.direction()).isEqualTo("outbound");
    assertThat(created.to()).isEqualTo("030 1234");
    assertThat(created.toNormalised()).isEqualTo("+49301234");
    assertThat(created.route()).contains("out");
    assertThat(all(LegAdded.class).getLast())
        .extracting(LegAdded::kind, LegAdded::account, LegAdded::direction)
        .containsExactly("SIP_PROVIDER", "carrier", "outbound");
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void callOfAProviderIsInbound() {
    hub.registers("bob", 1);
    var caller = hub.providerCalls("carrier", invite -> invite);
    hub.does(caller::cancels);
    hub.does(() -> hub.callee().refuses(487));

    var created = only(CallCreated.class);
    assertThat(created.direction()).isEqualTo("inbound");
    assertThat(created.sourceKind()).isEqualTo("provider");
    assertThat(created.sourceId()).isEqualTo("carrier");
    assertThat(created.route()).contains("in");
  }

  @Test
  void callThatGoesNowhereSaysWhy() {
    hub.dials("alice", "102", PCMU_SDP);

    assertThat(only(CallCreated.class).reason())
        .isEqualTo("102 is the extension of bob, but nobody is registered");
  }

  @Test
  void partiesGoThroughTheStatesOfTelephones() {
    hub.registers("bob", 1);
    talk();
    hub.passes(Duration.ofSeconds(90));
    hub.does(hub.callee()::hangsUp);

    assertThat(phoneStates("1"))
        .containsExactly("incoming 0", "connecting 0", "confirmed 0", "disconnected 90");
    assertThat(phoneStates("2"))
        .containsExactly("calling 0", "early 0", "confirmed 0", "disconnected 90");
    assertThat(all(CallStateChanged.class))
        .filteredOn(change -> change.legId().equals("2"))
        .extracting(CallStateChanged::remoteUri, CallStateChanged::direction)
        .containsOnly(tuple("sip:bob@127.0.0.1:41000", "outbound"));
    assertThat(only(CallEnded.class).durationSec()).isEqualTo(90);
  }

  @Test
  void partyThatHoldsIsOnHoldUntilItComesBack() {
    hub.registers("bob", 1);
    var alice = talk();
    hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP + "a=sendonly\r\n")));
    hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP)));
    hub.does(alice::hangsUp);

    assertThat(phoneStates("1"))
        .containsExactly(
            "incoming 0", "connecting 0", "confirmed 0", "hold 0", "confirmed 0", "disconnected 0");
    assertThat(legStates("1")).containsSequence("answered PCMU", "held PCMU", "answered PCMU");
  }

  @Test
  void mutedLegSaysSo() {
    hub.registers("bob", 1);
    talk();
    var call = new CallId(only(CallCreated.class).callId());
    hub.does(() -> hub.calls().commands().mute(call, new LegId("2"), true));
    hub.does(() -> hub.calls().commands().mute(call, new LegId("2"), true));
    hub.does(() -> hub.calls().commands().mute(call, new LegId("2"), false));
    hub.does(hub.callee()::hangsUp);

    assertThat(all(LegChanged.class))
        .filteredOn(change -> change.legId().equals("2") && change.state().equals("answered"))
        .extracting(LegChanged::muted)
        .containsExactly(false, true, false);
  }

  @Test
  void lastQualityOfALegIsToldThoughTheCallWasShort() {
    hub.registers("bob", 1);
    talk();
    hub.does(hub.callee()::hangsUp);

    assertThat(all(LegQuality.class)).extracting(LegQuality::legId).contains("1", "2");
  }

  @Test
  void originatedCallShowsTheFirstSideRinging() {
    hub.registers("alice", 1);
    hub.does(() -> hub.calls().originate(Origination.of("alice", "0301234")));
    hub.does(hub.callee()::rings);
    assertThat(legStates("1")).containsExactly("ringing ");
    hub.does(() -> hub.callee().refuses(486));

    var created = only(CallCreated.class);
    assertThat(created.sourceKind()).isEqualTo("command");
    assertThat(created.sourceId()).isEqualTo("alice");
    assertThat(created.direction()).isEqualTo("outbound");
    assertThat(created.route()).contains("out");
  }

  private ScriptedCaller talk() {
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::rings);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    return alice;
  }

  private List<String> phoneStates(String leg) {
    return all(CallStateChanged.class).stream()
        .filter(change -> change.legId().equals(leg))
        .map(change -> "%s %.0f".formatted(change.state(), change.durationSec()))
        .toList();
  }

  private List<String> legStates(String leg) {
    return all(LegChanged.class).stream()
        .filter(change -> change.legId().equals(leg))
        .map(change -> change.state() + " " + change.codec())
        .toList();
  }

  private <E extends ServerEvent> E only(Class<E> kind) {
    assertThat(all(kind)).hasSize(1);
    return all(kind).getFirst();
  }

  private <E extends ServerEvent> List<E> all(Class<E> kind) {
    events.addAll(hub.events());
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
