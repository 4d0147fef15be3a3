package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.CallId;
import io.siprouter.core.call.Outcome;
import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.CallStateChanged;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs act on the calls of real phones and of a real PBX. */
class CallCommandsIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23000, "max": 23199}
        },
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20:5060", "username": "trunk1",
          "password": "trunk1-secret", "registerIntervalSec": 60
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "in-alice", "match": {"direction": "inbound", "numberPattern": "101"},
           "action": {"devices": ["alice"], "noAnswerTimeoutSec": 20}},
          {"id": "in-bob", "match": {"direction": "inbound", "numberPattern": "102"},
           "action": {"devices": ["bob"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private static final int ALICE_HZ = 440;
  private static final int BOB_HZ = 700;
  private static final int CAROL_HZ = 1500;
  private static final int MILLIWATT_HZ = 1004;
  private static final LegId CALLER = new LegId("1");
  private static final LegId CALLEE = new LegId("2");

  private static Hub hub;
  private static Asterisk carrier;
  private static Baresip alice;
  private static Baresip bob;
  private static SipAccount aliceAccount;

  @BeforeAll
  static void startAll() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    aliceAccount = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = phone("alice", 1, ALICE_HZ, aliceAccount);
    bob = phone("bob", 2, BOB_HZ, new SipAccount("102", "bob-secret", hub.address()));
  }

  private static Baresip phone(String name, int number, int hz, SipAccount account) {
    var phone = peers.start(BaresipProfile.number(number, name).playingTone(hz));
    phone.register(account);
    assertThat(hub.await(DeviceRegistered.class).deviceId()).isEqualTo(name);
    return phone;
  }

  @BeforeEach
  void forgetEarlierCalls() {
    alice.forgetEvents();
    bob.forgetEvents();
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      alice.close();
      bob.close();
      hub.close();
      carrier.awaitNoContact("trunk1");
    }
  }

  /** The carrier puts 608101 and 608102 through to our own number, so that phones are behind it. */
  @Test
  void twoNumbersOfTheCarrierTalkThroughUs() {
    var call = hub.originate("608101", "608102");
    alice.awaitIncoming();
    alice.accept();
    bob.awaitIncoming();
    bob.accept();
    hub.await(CallAnswered.class, answered -> answered.callId().equals(call.value()));
    alice.awaitHeard(Duration.ofSeconds(3));
    bob.awaitHeard(Duration.ofSeconds(3));
    assertDone(hub.calls().commands().hangUp(call));
    alice.awaitClosed();
    bob.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(BOB_HZ)).isGreaterThan(20);
    assertThat(bob.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(20);
  }

  @Test
  void mutedPhoneIsNotHeardButHears() {
    var call = connectAliceWithBob();
    assertDone(hub.calls().commands().mute(call, CALLER, true));
    bob.awaitHeard(Duration.ofSeconds(3));
    alice.hangUp();
    alice.awaitClosed();
    bob.awaitClosed();

    var settled = Duration.ofSeconds(1);
    assertThat(bob.heard().after(settled).toneLevelDb(ALICE_HZ)).isLessThan(-70);
    assertThat(alice.heard().after(settled).toneToNoiseDb(BOB_HZ)).isGreaterThan(25);
  }

  @Test
  void mutedPhoneIsHeardAgain() {
    var call = connectAliceWithBob();
    assertDone(hub.calls().commands().mute(call, CALLER, true));
    bob.awaitHeard(Duration.ofSeconds(2));
    assertDone(hub.calls().commands().mute(call, CALLER, false));
    bob.awaitHeard(Duration.ofSeconds(5));
    alice.hangUp();
    bob.awaitClosed();

    assertThat(bob.heard().after(Duration.ofSeconds(3)).toneToNoiseDb(ALICE_HZ)).isGreaterThan(25);
  }

  @Test
  void keysOfAProgramReachThePhone() {
    var call = connectAliceWithBob();
    assertDone(hub.calls().commands().sendDigits(call, CALLEE, "5,#"));

    assertThat(bob.await("CALL_DTMF_START").param()).isEqualTo("5");
    assertThat(bob.await("CALL_DTMF_START").param()).isEqualTo("#");
    alice.hangUp();
    bob.awaitClosed();
  }

  /** The carrier's 607 reads up to eight keys, or until #, notes them and presses them back. */
  @ParameterizedTest
  @CsvSource({"'12,34*0A9', 1234*0A9", "'5678,BCD#', 5678BCD"})
  void keysOfAProgramReachTheCarrierOnceAndItsOwnAreToldOf(String keys, String read) {
    alice.dial(aliceAccount, "607");
    var call = new CallId(hub.await(CallCreated.class).callId());
    alice.awaitEstablished();
    hub.awaitTalk(1);
    assertDone(hub.calls().commands().sendDigits(call, CALLEE, keys));

    carrier.awaitDigits(read);
    for (var i = 0; i < read.length(); i++) {
      var heard = hub.await(DigitReceived.class);
      assertThat(heard.digit()).isEqualTo(read.charAt(i));
      assertThat(heard.legId()).isEqualTo(CALLEE.value());
      assertThat(heard.durationMs()).isBetween(40, 1_000);
    }
    alice.awaitClosed();
  }

  @Test
  void callerIsAnsweredByAProgramAndThePhoneJoinsLater() {
    alice.dial(aliceAccount, "102");
    var call = new CallId(hub.await(CallCreated.class).callId());
    bob.awaitIncoming();
    assertDone(hub.calls().commands().answer(call, CALLER));
    alice.awaitEstablished();
    bob.accept();
    bob.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    bob.awaitClosed();
  }

  @Test
  void callerIsRejectedByAProgram() {
    alice.dial(aliceAccount, "102");
    var call = new CallId(hub.await(CallCreated.class).callId());
    bob.awaitIncoming();
    assertDone(hub.calls().commands().reject(call, CALLER, 603));

    assertThat(alice.awaitClosed().param()).startsWith("603");
    bob.awaitClosed();
  }

  @Test
  void furtherPartyIsCalledThroughTheCarrierAndRemovedAgain() {
    var call = connectAliceWithBob();
    assertDone(hub.calls().commands().addLeg(call, "601", hub.device("alice")));
    var milliwatt = hub.await(LegAdded.class, leg -> leg.kind().equals("SIP_PROVIDER")).legId();
    hub.awaitTalk(3);
    assertDone(hub.calls().commands().remove(call, new LegId(milliwatt)));
    alice.hangUp();
    bob.awaitClosed();

    assertThat(bob.heard().toneLevelDb(MILLIWATT_HZ)).isGreaterThan(-30);
  }

  @Test
  void mergedCallsAreOneInWhichEverybodyHearsEverybody() {
    var carolAccount = new SipAccount("103", "carol-secret", hub.address());
    var carol = phone("carol", 3, CAROL_HZ, carolAccount);
    var first = connectAliceWithBob();
    carol.dial(carolAccount, "601");
    var second = new CallId(hub.await(CallCreated.class).callId());
    carol.awaitEstablished();
    hub.await(CallStateChanged.class, it -> isConfirmed(it, second, CALLER));
    assertDone(hub.calls().commands().merge(first, second));
    carol.awaitHeard(Duration.ofSeconds(4));
    alice.awaitHeard(Duration.ofSeconds(4));
    carol.hangUp();
    carol.awaitClosed();
    assertDone(hub.calls().commands().hangUp(first));
    alice.awaitClosed();
    bob.awaitClosed();

    var settled = Duration.ofMillis(1500);
    for (var hz : List.of(BOB_HZ, CAROL_HZ, MILLIWATT_HZ)) {
      assertThat(alice.heard().after(settled).toneLevelDb(hz)).isGreaterThan(-30);
    }
    for (var hz : List.of(ALICE_HZ, BOB_HZ, MILLIWATT_HZ)) {
      assertThat(carol.heard().after(settled).toneLevelDb(hz)).isGreaterThan(-30);
    }
    assertThat(carol.heard().after(settled).toneLevelDb(CAROL_HZ)).isLessThan(-50);
    carol.close();
  }

  /** Its ACK has come, too. */
  private static boolean isConfirmed(CallStateChanged change, CallId call, LegId leg) {
    return change.callId().equals(call.value())
        && change.legId().equals(leg.value())
        && change.state().equals("confirmed");
  }

  private static CallId connectAliceWithBob() {
    alice.dial(aliceAccount, "102");
    var call = new CallId(hub.await(CallCreated.class).callId());
    bob.awaitIncoming();
    hub.await(CallRinging.class);
    bob.accept();
    alice.awaitEstablished();
    bob.awaitEstablished();
    return call;
  }

  private static <T> void assertDone(CompletionStage<Outcome<T>> stage) {
    assertThat(stage.toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join())
        .isInstanceOf(Outcome.Done.class);
  }
}
