package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.G722_SDP;
import static io.siprouter.core.call.Requests.G729_SDP;
import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that leave the offer to us. */
class OfferlessTest {

  private static final String NO_OFFER = "";
  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22040, "max": 22059}},
        "media": {"codecs": ["PCMU", "G722"]},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
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
  void callerWithoutOfferGetsOursInTheAnswerAndAnswersInTheAck() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", NO_OFFER);
    var bob = hub.callee();
    hub.does(bob::answers);

    assertThat(alice.done()).containsExactly("200");
    assertThat(alice.lastDescription()).contains("PCMU/8000").contains("G722/8000");
    hub.does(() -> alice.acknowledges(G722_SDP));
    hub.does(alice::hangsUp);
    assertThat(bob.done()).containsExactly("ACK", "BYE");
  }

  @Test
  void ackWithoutUsableAnswerEndsTheCallWithBye() {
    hub.registers("bob", 1);
    for (var answer : new String[] {G729_SDP, "nonsense"}) {
      var alice = hub.dials("alice", "102", NO_OFFER);
      var bob = hub.callee();
      hub.does(bob::answers);
      hub.does(() -> alice.acknowledges(answer));

      assertThat(alice.done()).containsExactly("200", "BYE");
      assertThat(bob.done()).containsExactly("ACK", "BYE");
    }
  }

  @Test
  void ackWithoutAnyAnswerEndsTheCallWithBye() {
    var alice = hub.dials("alice", "*43", NO_OFFER);
    hub.does(alice::acknowledges);

    assertThat(alice.done()).containsExactly("200", "BYE");
  }

  @Test
  void earlyMediaOfTheCalleeIsRingingForACallerThatWaitsForOurOffer() {
    hub.registers("bob", 1);
    var alice = hub.dials("alice", "102", NO_OFFER);
    hub.does(hub.callee()::sendsEarlyMedia);
    assertThat(alice.done()).containsExactly("180");

    hub.does(hub.callee()::answers);
    hub.does(() -> alice.acknowledges(PCMU_SDP));
    hub.does(alice::hangsUp);
    assertThat(alice.done()).containsExactly("180", "200");
  }

  @Test
  void reinviteWithoutOfferIsAnsweredWithAllWeCanDoAlsoWhileWeAreHeld() {
    var alice = hub.dials("alice", "*43", PCMU_SDP);
    hub.does(alice::acknowledges);
    hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP + "a=sendonly\r\n")));
    assertThat(alice.lastDescription()).contains("a=recvonly");
    hub.does(alice::acknowledges);

    hub.does(() -> alice.reoffers(Optional.empty()));

    assertThat(alice.lastDescription()).contains("G722/8000").doesNotContain("recvonly");
    hub.does(() -> alice.acknowledges(PCMU_SDP));
    hub.does(alice::hangsUp);
    assertThat(alice.done()).containsExactly("200", "re-INVITE 200", "re-INVITE 200");
  }

  @Test
  void reinviteWithoutOfferThatGetsNoUsableAnswerLeavesTheCallAsItWas() {
    var alice = hub.dials("alice", "*43", PCMU_SDP);
    hub.does(alice::acknowledges);
    hub.does(() -> alice.reoffers(Optional.empty()));
    hub.does(() -> alice.acknowledges(G729_SDP));

    assertThat(alice.done()).containsExactly("200", "re-INVITE 200");
    hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP)));
    assertThat(alice.done()).endsWith("re-INVITE 200");
    hub.does(alice::acknowledges);
    hub.does(alice::hangsUp);
  }
}
