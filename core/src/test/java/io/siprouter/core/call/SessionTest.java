package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.G722_SDP;
import static io.siprouter.core.call.Requests.G729_SDP;
import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Reliability;
import io.siprouter.sip.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps a running call alive, changes it, or ends it without a BYE of the peer's. */
class SessionTest {

  private static final String CONFIG =
      """
      {
        "server": {
          "rtpPorts": {"min": 22060, "max": 22079},
          "sessionTimer": {"intervalSec": 600, "minSec": 120}
        },
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret",
           "quirks": {"reliableProvisional": "required"}},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret",
           "quirks": {"sessionTimer": false, "reliableProvisional": "off"}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private ScriptedCaller alice;
  private ScriptedCallee bob;

  @BeforeEach
  void talk() {
    hub.registers("bob", 1);
    alice = hub.dials("alice", "102", PCMU_SDP);
    bob = hub.callee();
    hub.does(() -> bob.answers(PCMU_SDP));
    hub.does(alice::acknowledges);
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.does(alice::hangsUp);
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void sessionThatNobodyRefreshesEndsTheCall() {
    hub.does(() -> bob.reports(new DialogEvent.SessionExpired()));

    assertThat(bob.done()).containsExactly("ACK", "BYE");
    assertThat(alice.done()).containsExactly("200", "BYE");
    assertThat(endings()).containsExactly("session_expired", "session_expired", "session_expired");
  }

  @Test
  void peerThatDoesNotKnowTheCallEndsIt() {
    hub.does(() -> bob.reports(new DialogEvent.Forgotten()));

    assertThat(alice.done()).containsExactly("200", "BYE");
    assertThat(endings()).containsExactly("unreachable", "unreachable", "unreachable");
  }

  @Test
  void partyThatIsLeftAloneIsSaidToEndForTheReasonOfTheCall() {
    hub.does(alice::hangsUp);

    assertThat(endings()).containsExactly("remote_hangup", "caller_hangup", "caller_hangup");
  }

  @Test
  void refreshOffersWhatIsAgreedWithTheSameVersion() {
    for (int i = 0; i < 2; i++) {
      hub.does(() -> bob.reports(new DialogEvent.ReofferDue()));
      assertThat(bob.lastOffer()).isEqualTo(bob.invite().sdp());
      hub.does(() -> bob.reports(new DialogEvent.ReinviteAnswered(PCMU_SDP)));
    }
    assertThat(bob.done()).containsExactly("ACK", "INVITE", "INVITE");
  }

  @Test
  void refreshThatWasRefusedMayBeTriedAgain() {
    hub.does(() -> bob.reports(new DialogEvent.ReofferDue()));
    hub.does(() -> bob.reports(new DialogEvent.ReinviteRefused(491)));
    hub.does(() -> bob.reports(new DialogEvent.ReofferDue()));

    assertThat(bob.done()).containsExactly("ACK", "INVITE", "INVITE");
  }

  @Test
  void updateIsAnsweredWithWhatItOffers() {
    var answers = new ArrayList<SipResponse>();
    hub.does(() -> bob.reports(update(G722_SDP, answers)));

    assertThat(answers).extracting(SipResponse::status).containsExactly(200);
    assertThat(answers.getFirst().bodyText()).contains("G722/8000").doesNotContain("PCMU");
  }

  @Test
  void updateWithoutCommonCodecChangesNothing() {
    var answers = new ArrayList<SipResponse>();
    hub.does(() -> bob.reports(update(G729_SDP, answers)));
    hub.does(() -> bob.reports(update(PCMU_SDP, answers)));

    assertThat(answers).extracting(SipResponse::status).containsExactly(488, 200);
  }

  @Test
  void updateThatCrossesOurOfferIsAGlare() {
    var answers = new ArrayList<SipResponse>();
    hub.does(() -> bob.reports(new DialogEvent.ReofferDue()));
    hub.does(() -> bob.reports(update(PCMU_SDP, answers)));

    assertThat(answers).extracting(SipResponse::status).containsExactly(491);
  }

  @Test
  void peersAreAskedForWhatTheConfigurationSays() {
    hub.registers("carol", 1);
    hub.does(hub.dials("alice", "103", PCMU_SDP)::hangsUp);

    var toBob = bob.invite().terms();
    assertThat(toBob.session().intervalSec()).isEqualTo(600);
    assertThat(toBob.session().minSec()).isEqualTo(120);
    assertThat(toBob.reliability()).isEqualTo(Reliability.REQUIRED);
    assertThat(hub.callee().invite().terms().supported()).isEmpty();
    hub.does(() -> hub.callee().refuses(487));
  }

  private static DialogEvent update(String sdp, List<SipResponse> answers) {
    return new DialogEvent.Updated(answers::add, Requests.any(), sdp);
  }

  /** Of both legs and the call. */
  private List<String> endings() {
    return hub.events().stream().flatMap(event -> cause(event).stream()).toList();
  }

  private static Optional<String> cause(ServerEvent event) {
    return switch (event) {
      case ServerEvent.LegRemoved leg -> Optional.of(leg.cause());
      case ServerEvent.CallEnded call -> Optional.of(call.cause());
      default -> Optional.empty();
    };
  }
}
