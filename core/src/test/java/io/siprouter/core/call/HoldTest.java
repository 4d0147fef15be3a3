package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static io.siprouter.core.call.Requests.WITH_KEYS_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.NoSuchLeg;
import io.siprouter.core.call.Outcome.Refused;
import io.siprouter.core.call.Outcome.WrongState;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.sdp.SdpException;
import io.siprouter.sip.sdp.SessionDescription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs put parties on hold, and parties hold us. RFC 3264 §8.4, RFC 6337 §5.3. */
class HoldTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22640, "max": 22679}},
        "media": {"codecs": ["PCMU"], "rtpTimeoutSec": 30, "holdTimeoutSec": 300},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ]
      }
      """;

  private static final LegId CALLEE = new LegId("2");
  private static final String RECVONLY = WITH_KEYS_SDP + "a=recvonly\r\n";
  private static final String SENDONLY = WITH_KEYS_SDP + "a=sendonly\r\n";
  private static final String INACTIVE = WITH_KEYS_SDP + "a=inactive\r\n";

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final List<ServerEvent> events = new ArrayList<>();
  private final ScriptedCaller alice;
  private final ScriptedCallee bob;
  private final CallId call;

  HoldTest() {
    hub.registers("bob", 1);
    alice = hub.dials("alice", "102", PCMU_SDP);
    bob = hub.callee();
    hub.does(() -> bob.answers(WITH_KEYS_SDP));
    hub.does(alice::acknowledges);
    call = created();
  }

  private CallId created() {
    return new CallId(all(CallCreated.class).getLast().callId());
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.does(() -> hub.calls().hangUp(call));
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void partyIsHeldOnceItHasTakenThatAndTalksAgainOnceItHasTakenTheEnd() {
    var held = holds();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendonly");
    assertThat(version(bob.lastOffer())).isEqualTo(version(bob.invite().sdp()) + 1);
    assertThat(held).isNotCompleted();
    assertThat(told()).endsWith("answered ");
    takes(RECVONLY);

    assertThat(held).isCompletedWithValue(new Done<>(CALLEE));
    assertThat(told()).endsWith("held us");

    var resumed = resumes();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendrecv");
    takes(WITH_KEYS_SDP);

    assertThat(resumed).isCompletedWithValue(new Done<>(CALLEE));
    assertThat(told()).endsWith("held us", "answered ");
  }

  @Test
  void whatCannotBeHeldOrResumedNowSaysWhy() {
    assertThat(resumes()).isCompletedWithValue(new WrongState<>("answered"));
    assertThat(hold(new LegId("9"))).isCompletedWithValue(new NoSuchLeg<>());
    holds();
    assertThat(holds()).isCompletedWithValue(new WrongState<>("holding"));
    takes(RECVONLY);
    assertThat(holds()).isCompletedWithValue(new WrongState<>("held"));
    resumes();
    assertThat(resumes()).isCompletedWithValue(new WrongState<>("resuming"));
    takes(WITH_KEYS_SDP);

    assertThat(bob.done()).containsExactly("ACK", "INVITE", "INVITE");
  }

  @Test
  void partyThatRingsCannotBeHeld() {
    hub.registers("carol", 1);
    var dialler = hub.dials("alice", "103", PCMU_SDP);
    var ringing = created();
    var held = hub.calls().commands().hold(ringing, CALLEE);
    hub.does(() -> {});

    assertThat(held).isCompletedWithValue(new WrongState<>("inviting"));
    hub.does(dialler::cancels);
    hub.does(() -> hub.callee().refuses(487));
  }

  @Test
  void toolCannotBeHeld() {
    var dialler = hub.dials("alice", "*43", PCMU_SDP);
    hub.does(dialler::acknowledges);
    var held = hub.calls().commands().hold(created(), CALLEE);
    hub.does(() -> {});

    assertThat(held).isCompletedWithValue(new Refused<>(488, "The far end cannot be held"));
    hub.does(dialler::hangsUp);
  }

  @Test
  void refusedHoldLeavesTheCallAsItWas() {
    var held = holds();
    refuses(488);

    assertThat(held)
        .isCompletedWithValue(new Refused<>(488, "The far end says Not Acceptable Here"));
    assertThat(told()).endsWith("answered ");
    refreshes();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendrecv");
    takes(WITH_KEYS_SDP);
  }

  @Test
  void refusedEndLeavesThePartyOnHold() {
    holds();
    takes(RECVONLY);
    var resumed = resumes();
    refuses(500);

    assertThat(resumed)
        .isCompletedWithValue(new Refused<>(500, "The far end says Server Internal Error"));
    assertThat(told()).endsWith("held us");
    refreshes();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendonly");
    takes(RECVONLY);
  }

  @Test
  void answerWithoutUsableSoundRefusesTheHold() {
    var held = holds();
    takes("");

    assertThat(held)
        .isCompletedWithValue(new Refused<>(488, "The far end says Not Acceptable Here"));
    assertThat(told()).endsWith("answered ");
  }

  @Test
  void holdThatCrossesAnotherOfferIsToldSo() {
    var held = holds();
    refuses(491);
    refreshes();
    var inTheWay = holds();

    assertThat(held).isCompletedWithValue(new Refused<>(491, "The far end says Request Pending"));
    assertThat(inTheWay)
        .isCompletedWithValue(new Refused<>(491, "The far end says Request Pending"));
    takes(WITH_KEYS_SDP);
    assertThat(told()).endsWith("answered ");
  }

  @Test
  void refreshOfAHeldPartyKeepsItOnHold() {
    holds();
    takes(RECVONLY);
    var hold = bob.lastOffer();
    refreshes();

    assertThat(bob.lastOffer()).isEqualTo(hold);
    takes(RECVONLY);
    assertThat(told()).endsWith("held us");
  }

  @Test
  void heldPartyThatOffersAnythingStaysOnHold() {
    holds();
    takes(RECVONLY);

    assertThat(answerTo(WITH_KEYS_SDP)).isEqualTo("sendonly");
    assertThat(answerTo(RECVONLY)).isEqualTo("sendonly");
    assertThat(told()).endsWith("held us");
    assertThat(answerTo(SENDONLY)).isEqualTo("inactive");
    assertThat(told()).endsWith("held us", "held both");
    assertThat(answerTo(INACTIVE)).isEqualTo("inactive");
    assertThat(answerTo(WITH_KEYS_SDP)).isEqualTo("sendonly");
    assertThat(told()).endsWith("held both", "held us");
  }

  @Test
  void partyThatHoldsUsGoesOnWithThatAfterWeResume() {
    assertThat(answerTo(SENDONLY)).isEqualTo("recvonly");
    assertThat(told()).endsWith("held party");
    holds();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendonly");
    takes(INACTIVE);
    assertThat(told()).endsWith("held both");
    resumes();
    assertThat(direction(bob.lastOffer())).isEqualTo("sendrecv");
    takes(SENDONLY);
    assertThat(told()).endsWith("held party");

    assertThat(resumes()).isCompletedWithValue(new WrongState<>("answered"));
    assertThat(answerTo(WITH_KEYS_SDP)).isEqualTo("sendrecv");
    assertThat(told()).endsWith("answered ");
  }

  @Test
  void keysReachAPartyThatWeHoldButNoneThatHoldsUs() {
    holds();
    takes(RECVONLY);
    assertThat(press()).isCompletedWithValue(new Done<>(CALLEE));
    answerTo(SENDONLY);

    assertThat(press()).isCompletedWithValue(new WrongState<>("held"));
  }

  @Test
  void heldPartyHasTheTimeOfAHold() {
    holds();
    takes(RECVONLY);
    for (var i = 0; i < 28; i++) {
      hub.passes(Duration.ofSeconds(10));
      hub.does(alice::asks);
    }
    assertThat(bob.done()).doesNotContain("BYE");

    hub.passes(Duration.ofSeconds(25));
    assertThat(bob.done()).endsWith("BYE");
  }

  @Test
  void partyThatLeavesWhileItIsAskedAnswersTheCommand() {
    var held = holds();
    hub.does(bob::hangsUp);

    assertThat(held).isCompletedWithValue(new NoSuchLeg<>());
  }

  @Test
  void partyMovesToAnotherCallOnHoldButNotOnItsWayThere() {
    hub.registers("carol", 1);
    var dave = hub.dials("alice", "103", PCMU_SDP);
    var carol = hub.callee();
    hub.does(() -> carol.answers(PCMU_SDP));
    hub.does(dave::acknowledges);
    var other = created();
    holds();
    assertThat(merge(other)).isCompletedWithValue(new WrongState<>("holding"));
    takes(RECVONLY);
    assertThat(merge(other)).isCompletedWithValue(new Done<>(other));

    assertThat(all(LegChanged.class).getLast())
        .isEqualTo(new LegChanged(other.value(), "4", "held", "PCMU", false, "us"));
    var resumed = hub.calls().commands().resume(other, new LegId("4"));
    hub.does(() -> {});
    takes(WITH_KEYS_SDP);
    assertThat(resumed).isCompletedWithValue(new Done<>(new LegId("4")));
    hub.does(() -> hub.calls().hangUp(other));
  }

  private CompletionStage<Outcome<LegId>> hold(LegId leg) {
    var held = hub.calls().commands().hold(call, leg);
    hub.does(() -> {});
    return held;
  }

  private CompletionStage<Outcome<LegId>> holds() {
    return hold(CALLEE);
  }

  private CompletionStage<Outcome<LegId>> resumes() {
    var resumed = hub.calls().commands().resume(call, CALLEE);
    hub.does(() -> {});
    return resumed;
  }

  private CompletionStage<Outcome<LegId>> press() {
    var pressed = hub.calls().commands().sendDigits(call, CALLEE, "1");
    hub.does(() -> {});
    return pressed;
  }

  private CompletionStage<Outcome<CallId>> merge(CallId into) {
    var merged = hub.calls().commands().merge(into, call);
    hub.does(() -> {});
    return merged;
  }

  private void takes(String sdp) {
    hub.does(() -> bob.reports(new DialogEvent.ReinviteAnswered(sdp)));
  }

  private void refuses(int status) {
    hub.does(() -> bob.reports(new DialogEvent.ReinviteRefused(status)));
  }

  private void refreshes() {
    hub.does(() -> bob.reports(new DialogEvent.ReofferDue()));
  }

  /** Bob sends a re-INVITE. */
  private String answerTo(String offer) {
    var answers = new ArrayList<SipResponse>();
    var reinvite = new DialogEvent.Reinvite(answers::add, Requests.any(), Optional.of(offer));
    hub.does(() -> bob.reports(reinvite));
    return direction(answers.getFirst().bodyText());
  }

  private static String direction(String sdp) {
    return sdp.lines()
        .map(line -> line.replace("a=", ""))
        .filter(List.of("sendrecv", "sendonly", "recvonly", "inactive")::contains)
        .findFirst()
        .orElse("sendrecv");
  }

  private static long version(String sdp) {
    try {
      return SessionDescription.parse(sdp).origin().version();
    } catch (SdpException e) {
      throw new AssertionError(e);
    }
  }

  /** States of bob's leg in this call, each with who holds whom. */
  private List<String> told() {
    return all(LegChanged.class).stream()
        .filter(it -> it.legId().equals("2") && it.callId().equals(call.value()))
        .map(it -> it.state() + " " + it.heldBy())
        .toList();
  }

  private <E extends ServerEvent> List<E> all(Class<E> kind) {
    events.addAll(hub.events());
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
