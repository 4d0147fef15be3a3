package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.G722_SDP;
import static io.siprouter.core.call.Requests.G729_SDP;
import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22000, "max": 22039}, "limits": {"calls": 3}},
        "media": {"codecs": ["PCMU", "G722"]},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "house", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["bob", "carol"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void everythingIsGivenBack() {
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void calleeIsRungAnsweredAndHungUpByTheCaller() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    var bob = hub.callee();

    hub.does(bob::rings);
    hub.does(bob::answers);
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);

    assertThat(alice.done()).containsExactly("180", "200");
    assertThat(bob.done()).containsExactly("ACK", "BYE");
    assertThat(bob.invite().from().uri().user()).contains("101");
    assertThat(bob.invite().maxForwards()).isEqualTo(69);
    assertEnded("caller_hangup", 0);
  }

  @Test
  void calleeHangsUp() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    hub.does(hub.callee()::hangsUp);

    assertThat(alice.done()).containsExactly("200", "BYE");
    assertEnded("callee_hangup", 0);
  }

  @Test
  void strangerIsRefusedAndMakesNoCall() {
    var stranger = hub.strangerDials("102");

    assertThat(stranger.done()).containsExactly("403 Forbidden");
    assertThat(hub.events()).isEmpty();
  }

  @Test
  void refusalOfTheCalleeReachesTheCaller() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(486));

    assertThat(alice.done()).containsExactly("486 Busy Here");
    assertEnded("busy", 486);
  }

  @Test
  void unreachableCalleeIs503() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::isUnreachable);

    assertThat(alice.done()).containsExactly("503 Service Unavailable");
  }

  @Test
  void unregisteredDeviceIs480AndUnknownNumber404() {
    assertThat(hub.dials("alice", "102", PCMU_SDP).done())
        .containsExactly("480 Temporarily Unavailable");
    assertThat(hub.dials("alice", "999", PCMU_SDP).done()).containsExactly("404 Not Found");
  }

  @Test
  void firstContactThatAnswersWinsAndTheOthersAreToldWhy() {
    hub.registers("bob", 2);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "100", PCMU_SDP);
    hub.callees().forEach(callee -> hub.does(callee::rings));
    var winner = hub.callees().get(1);

    hub.does(winner::answers);
    hub.does(alice::acknowledges);

    assertThat(alice.done()).containsExactly("180", "200");
    for (var loser : List.of(hub.callees().get(0), hub.callees().get(2))) {
      assertThat(loser.done())
          .containsExactly("CANCEL SIP;cause=200;text=\"Call completed elsewhere\"");
      hub.does(() -> loser.refuses(487));
    }
    hub.does(winner::hangsUp);
  }

  @Test
  void answerOfALoserThatCrossesItsCancelIsNotHeard() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "100", PCMU_SDP);
    hub.does(hub.callees().get(0)::answers);
    hub.does(hub.callees().get(1)::answers);

    assertThat(hub.callees().get(1).done())
        .containsExactly("CANCEL SIP;cause=200;text=\"Call completed elsewhere\"");
    assertThat(alice.finals()).containsExactly("200");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }

  @Test
  void oneBusyBranchDoesNotEndTheOthers() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "100", PCMU_SDP);
    hub.does(() -> hub.callees().get(0).refuses(486));

    assertThat(alice.finals()).isEmpty();
    hub.does(() -> hub.callees().get(1).refuses(503));
    assertThat(alice.finals()).containsExactly("486 Busy Here");
  }

  @Test
  void globalRefusalEndsAllBranches() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "100", PCMU_SDP);
    hub.does(() -> hub.callees().get(0).refuses(603));

    assertThat(hub.callees().get(1).done()).containsExactly("CANCEL");
    hub.does(() -> hub.callees().get(1).refuses(487));
    assertThat(alice.finals()).containsExactly("603 Decline");
  }

  @Test
  void callerThatCancelsGets487AndTheCalleeStopsRinging() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::rings);
    hub.does(alice::cancels);

    assertThat(alice.finals()).containsExactly("487 Request Terminated");
    assertThat(hub.callee().done()).containsExactly("CANCEL");
    hub.does(() -> hub.callee().refuses(487));
    assertEnded("cancelled", 487);
  }

  @Test
  void nobodyAnswersInTime() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "100", PCMU_SDP);
    hub.does(hub.callee()::rings);
    hub.passes(Duration.ofSeconds(20));

    assertThat(hub.callee().done()).containsExactly("CANCEL");
    hub.does(() -> hub.callee().refuses(487));
    assertThat(alice.finals()).containsExactly("480 Temporarily Unavailable");
    assertEnded("no_answer", 480);
  }

  @Test
  void cancelledCalleeThatNeverAnswersIsGivenUpAfter32Seconds() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(alice::cancels);
    hub.passes(Duration.ofSeconds(31));
    assertThat(hub.calls().size()).isEqualTo(1);

    hub.passes(Duration.ofSeconds(1));
    assertThat(hub.calls().size()).isZero();
  }

  @Test
  void callerThatNeverAcknowledgesIsHungUpWithItsCallee() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::sendsNoAck);

    assertThat(alice.done()).containsExactly("200", "BYE");
    assertThat(hub.callee().done()).containsExactly("ACK", "BYE");
  }

  @Test
  void earlyMediaIsPassedOnWithADescription() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::sendsEarlyMedia);

    assertThat(alice.done()).containsExactly("183");
    assertThat(alice.lastDescription()).contains("PCMU/8000");
    hub.does(alice::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void callersAnswerUsesTheCalleesCodecWhereItCan() {
    hub.registers("bob", 1);
    var both = PCMU_SDP.replace("RTP/AVP 0", "RTP/AVP 0 9") + "a=rtpmap:9 G722/8000\r\n";
    var alice = hub.dials("alice", "102", both);
    hub.does(() -> hub.callee().answers(G722_SDP));

    assertThat(alice.lastDescription()).contains("RTP/AVP 9");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }

  @Test
  void offerWithoutACommonCodecIs488() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", G729_SDP);

    assertThat(alice.done()).containsExactly("488 Not Acceptable Here");
    assertThat(hub.callees()).isEmpty();
  }

  @Test
  void answerWithoutACommonCodecIsAckedHungUpAndRefusedToTheCaller() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(() -> hub.callee().answers(G729_SDP));

    assertThat(hub.callee().done()).containsExactly("ACK", "BYE");
    assertThat(alice.finals()).containsExactly("488 Not Acceptable Here");
  }

  @Test
  void challengeNobodyCanAnswerIsNotPassedOn() {
    hub.registers("bob", 1);
    var challenged = hub.dials("alice", "102", PCMU_SDP);
    hub.does(() -> hub.callee().refuses(407));

    assertThat(challenged.finals()).containsExactly("403 Forbidden");
  }

  @Test
  void unusableEarlyMediaDoesNotSpoilAGoodAnswer() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(() -> hub.callee().sendsEarlyMedia(G729_SDP));
    hub.does(hub.callee()::answers);

    assertThat(alice.finals()).containsExactly("200");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }

  @Test
  void packetTimeLongerThanWeSendIsAnsweredAllTheSame() {
    var alice = hub.dials("alice", "*43", PCMU_SDP + "a=ptime:80\r\n");

    assertThat(alice.done()).containsExactly("200");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }

  @Test
  void echoTestAnswersAtOnce() {
    var alice = hub.dials("alice", "*43", PCMU_SDP);

    assertThat(alice.done()).containsExactly("200");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
    assertEnded("caller_hangup", 0);
  }

  @Test
  void moreCallsThanAllowedAre503() {
    hub.registers("bob", 1);
    var callers = new ArrayList<ScriptedCaller>();
    for (var i = 0; i < 4; i++) {
      callers.add(hub.dials("alice", "102", PCMU_SDP));
    }

    assertThat(callers.getLast().done()).containsExactly("503 Service Unavailable");
    callers.stream().limit(3).forEach(caller -> hub.does(caller::cancels));
    hub.callees().forEach(callee -> hub.does(() -> callee.refuses(487)));
  }

  @Test
  void drainingEndsCallsAndTakesNoNewOnes() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);

    var drained = hub.calls().drain();
    hub.does(() -> {});

    assertThat(drained).isCompleted();
    assertThat(alice.done()).containsExactly("200", "BYE");
    assertThat(hub.callee().done()).containsExactly("ACK", "BYE");
    assertThat(hub.dials("alice", "102", PCMU_SDP).done())
        .containsExactly("503 Service Unavailable");
  }

  @Test
  void originatedCallRingsTheFirstSideThenTheSecond() {
    hub.registers("alice", 1);
    hub.registers("bob", 1);
    hub.calls().originate(Origination.of("alice", "102"));
    hub.does(() -> {});
    var alice = hub.callees().getFirst();

    hub.does(alice::rings);
    assertThat(hub.callees()).hasSize(1);
    hub.does(alice::answers);
    var bob = hub.callee();
    hub.does(bob::answers);
    hub.does(bob::hangsUp);

    assertThat(alice.done()).containsExactly("ACK", "BYE");
    assertThat(bob.done()).containsExactly("ACK");
    assertEnded("callee_hangup", 0);
  }

  @Test
  void originatedCallToTheEchoTestLetsTheFirstSideHearItself() {
    hub.registers("alice", 1);
    hub.does(() -> hub.calls().originate(Origination.of("alice", "*43")));
    hub.does(hub.callee()::answers);
    assertThat(hub.events()).filteredOn(ServerEvent.CallAnswered.class::isInstance).hasSize(1);
    hub.does(hub.callee()::hangsUp);

    assertThat(hub.callee().done()).containsExactly("ACK");
  }

  @Test
  void originatedCallEndsWhenTheFirstSideRefuses() {
    hub.registers("alice", 1);
    hub.registers("bob", 1);
    hub.calls().originate(Origination.of("alice", "102"));
    hub.does(() -> {});
    hub.does(() -> hub.callee().refuses(486));

    assertEnded("busy", 486);
  }

  @Test
  void thirdPartyJoinsAndLeavesWhileTheOthersTalkOn() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    var bob = hub.callee();
    hub.does(bob::answers);
    hub.does(alice::acknowledges);

    hub.calls().commands().addLeg(onlyCall(), "103", hub.device("alice"));
    hub.does(() -> {});
    var carol = hub.callee();
    hub.does(carol::answers);
    hub.does(carol::hangsUp);

    assertThat(alice.done()).containsExactly("200");
    assertThat(bob.done()).containsExactly("ACK");
    hub.does(bob::hangsUp);
    assertThat(alice.done()).containsExactly("200", "BYE");
  }

  @Test
  void invitedPartyThatRefusesLeavesTheCallAlone() {
    hub.registers("bob", 1);
    hub.registers("carol", 1);
    var alice = hub.dials("alice", "102", PCMU_SDP);
    hub.does(hub.callee()::answers);
    hub.does(alice::acknowledges);
    hub.calls().commands().addLeg(onlyCall(), "103", hub.device("alice"));
    hub.does(() -> {});
    hub.does(() -> hub.callee().refuses(486));

    assertThat(alice.done()).containsExactly("200");
    hub.does(alice::hangsUp);
  }

  private CallId onlyCall() {
    return hub.events().stream()
        .filter(ServerEvent.CallCreated.class::isInstance)
        .map(event -> new CallId(((ServerEvent.CallCreated) event).callId()))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private void assertEnded(String cause, int status) {
    var ended =
        hub.events().stream()
            .filter(CallEnded.class::isInstance)
            .map(CallEnded.class::cast)
            .toList();
    assertThat(ended).hasSize(1);
    assertThat(ended.getFirst().cause()).isEqualTo(cause);
    assertThat(ended.getFirst().sipStatus()).isEqualTo(status);
  }
}
