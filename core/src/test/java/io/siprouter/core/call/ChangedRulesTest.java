package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangedRulesTest {

  private static final String BEFORE =
      """
      {
        "server": {"rtpPorts": {"min": 22040, "max": 22079}},
        "media": {"codecs": ["PCMU", "PCMA"]},
        "providers": [
          {"id": "carrier", "domain": "198.51.100.1", "username": "u", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret",
           "mayDial": ["*"]},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "0*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  /** Without provider and Carol, with another codec, and for one call at a time. */
  private static final String AFTER =
      """
      {
        "server": {"rtpPorts": {"min": 22040, "max": 22079}, "limits": {"calls": 1}},
        "media": {"codecs": ["PCMA"]},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret",
           "mayDial": ["*"]},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ]
      }
      """;

  private static final String PCMA_SDP = Requests.sdp("8", "a=rtpmap:8 PCMA/8000");

  private final SteppedHub hub = new SteppedHub(BEFORE);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  private ScriptedCaller aliceTalksTo(String number) {
    var alice = hub.dials("alice", number, PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    return alice;
  }

  @Test
  void callThroughARemovedProviderGoesOnAndTheNextFindsNoWay() {
    var alice = aliceTalksTo("030123");

    hub.follows(AFTER);

    assertThat(alice.done()).containsExactly("200");
    hub.does(alice::hangsUp);
    assertThat(hub.callee().done()).containsExactly("ACK", "BYE");
    assertThat(hub.dials("alice", "030123", PCMA_SDP).done()).containsExactly("404 Not Found");
  }

  @Test
  void callKeepsItsRulesWhileTheNextOneFollowsTheNew() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = aliceTalksTo("102");
    var call = onlyCall();

    hub.follows(AFTER);
    hub.calls().commands().addLeg(call, "103", hub.device("alice"));
    hub.does(() -> {});

    var carol = hub.callee();
    assertThat(carol.invite().to().uri().user()).contains("103");
    assertThat(carol.invite().sdp()).contains("PCMU");
    assertThat(hub.dials("bob", "101", PCMA_SDP).done()).containsExactly("503 Service Unavailable");
    hub.does(alice::hangsUp);
    hub.does(() -> carol.refuses(487));
    hub.dials("alice", "102", PCMA_SDP);
    assertThat(hub.callee().invite().sdp()).contains("PCMA").doesNotContain("PCMU");
    hub.does(() -> hub.callee().refuses(486));
  }

  private CallId onlyCall() {
    return hub.events().stream()
        .filter(ServerEvent.CallCreated.class::isInstance)
        .map(event -> new CallId(((ServerEvent.CallCreated) event).callId()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void removedDeviceWhoseInviteWasLetInJustBeforeIsRefused() {
    var carol = hub.device("carol");

    hub.follows(AFTER);

    assertThat(hub.invitesAs(carol, "102").done()).containsExactly("403 Forbidden");
  }
}
