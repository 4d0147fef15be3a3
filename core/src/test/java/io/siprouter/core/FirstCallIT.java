package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.CallId;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DeviceUnregistered;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Recording;
import io.siprouter.core.peer.SipAccount;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real phones and a real PBX talk through the hub. */
class FirstCallIT {

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
        }, {
          "id": "second", "domain": "127.0.0.20:5060", "username": "trunk256",
          "password": "trunk256-secret", "registerIntervalSec": 60
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"},
          {"id": "desk", "extension": "256", "username": "phone256",
           "password": "phone256-secret", "digest": ["SHA-256"]}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "4930100"},
           "action": {"devices": ["alice"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private static final int ALICE_HZ = 440;
  private static final int BOB_HZ = 700;
  private static final int CAROL_HZ = 1500;

  private static Hub hub;
  private static Asterisk carrier;
  private static Baresip alice;
  private static Baresip bob;
  private static SipAccount aliceAccount;
  private static SipAccount bobAccount;

  @BeforeAll
  static void startAll() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    hub.awaitTrunk("second");
    aliceAccount = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    bobAccount = new SipAccount("102", "bob-secret", hub.address()).withCodecs("G722").overTcp();
    alice = phone("alice", 1, ALICE_HZ, aliceAccount);
    bob = phone("bob", 2, BOB_HZ, bobAccount);
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
      hub.awaitEmptyTables();
      hub.close();
      carrier.awaitNoContact("trunk1");
      carrier.awaitNoContact("trunk256");
    }
  }

  @Test
  void phoneHearsItselfFromTheEchoTest() {
    alice.dial(aliceAccount, "*43");
    alice.awaitEstablished();
    hub.awaitTalk(1);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(25);
  }

  @Test
  void phoneCallsThroughTheTrunkAndHearsTheMilliwatt() {
    alice.dial(aliceAccount, "601");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(alice.heard().toneLevelDb(ALICE_HZ)).isLessThan(-40);
  }

  @Test
  void trunksProveThemselvesWithTheStrongestDigestOffered() {
    assertThat(carrier.sipLog())
        .containsPattern("Authorization: Digest .*username=\"trunk256\".*SHA-256")
        .containsPattern("Authorization: Digest .*username=\"trunk1\".*MD5");
  }

  @Test
  void carrierCallsTheNumberAndThePhoneHearsIt() {
    carrier.call("trunk1", "4930100", "601");
    assertThat(alice.awaitIncoming().peerUri()).contains("4930601");
    alice.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    carrier.hangUpAll();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
  }

  @Test
  void busyCalleeIsRelayedAsBusy() {
    alice.dial(aliceAccount, "603");

    assertThat(alice.awaitClosed().param()).startsWith("486");
    assertEnded("busy", 486);
  }

  @Test
  void congestionIsRelayedAsSuch() {
    alice.dial(aliceAccount, "604");

    assertThat(alice.awaitClosed().param()).startsWith("503");
    assertEnded("unreachable", 503);
  }

  @Test
  void numberWithoutRouteIsNotFound() {
    alice.dial(aliceAccount, "999");

    assertThat(alice.awaitClosed().param()).startsWith("404");
  }

  @Test
  void registeredNowhereMeansTemporarilyUnavailable() {
    alice.dial(aliceAccount, "103");

    assertThat(alice.awaitClosed().param()).startsWith("480");
  }

  @Test
  void narrowAndWideBandPhonesHearEachOtherCleanlyAndTheCallerHangsUp() {
    connectAliceWithBob();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();
    bob.awaitClosed();

    assertHears(alice.heard(), BOB_HZ, ALICE_HZ);
    assertHears(bob.heard(), ALICE_HZ, BOB_HZ);
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
  }

  @Test
  void calleeHangsUp() {
    connectAliceWithBob();
    bob.hangUp();
    alice.awaitClosed();

    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("callee_hangup");
  }

  @Test
  void callerThatGivesUpWhileItRingsStopsTheRinging() {
    alice.dial(aliceAccount, "102");
    alice.awaitRinging();
    alice.hangUp();
    bob.awaitClosed();

    assertEnded("cancelled", 487);
  }

  @Test
  void calleeThatDeclinesIsRelayed() {
    alice.dial(aliceAccount, "102");
    bob.awaitIncoming();
    bob.hangUp();

    assertThat(alice.awaitClosed().param()).startsWith("486");
  }

  @Test
  void earlyMediaReachesTheCallerBeforeTheAnswer() {
    alice.dial(aliceAccount, "606");
    alice.await("CALL_PROGRESS");
    alice.awaitEstablished();
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneLevelDb(425)).isGreaterThan(-40);
  }

  @Test
  void keysReachTheFarEndAndAreReported() {
    alice.dial(aliceAccount, "607");
    alice.awaitEstablished();
    hub.awaitTalk(1);
    alice.press("12#");

    var read = carrier.profile().folder().resolve("log/dtmf.txt");
    Await.until("digits at the carrier", Duration.ofSeconds(5), () -> Files.exists(read));
    assertThat(read).content().isEqualTo("12\n");
    assertThat(hub.await(DigitReceived.class).digit()).isEqualTo('1');
    alice.hangUp();
    alice.awaitClosed();
  }

  @Test
  void asteriskRegistersAsAPhoneWithSha256AndAnswers() {
    var desk = peers.start(AsteriskProfile.phone().withHub(hub.address()));
    hub.await(DeviceRegistered.class, event -> event.deviceId().equals("desk"));
    assertThat(desk.sipLog()).contains("algorithm=SHA-256");

    alice.dial(aliceAccount, "256");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(25);
    desk.close();
  }

  @Test
  void threePartiesHearTheTwoOthersAndNeverThemselves() {
    var carolAccount = new SipAccount("103", "carol-secret", hub.address()).answeringByItself();
    var carol = phone("carol", 3, CAROL_HZ, carolAccount);
    var call = connectAliceWithBob();
    hub.calls().commands().addLeg(call, "103", hub.device("alice"));
    carol.awaitEstablished();
    hub.awaitTalk(3);
    carol.hangUp();
    hub.awaitTalk(2);
    alice.hangUp();
    bob.awaitClosed();

    assertHearsBoth(carol.heard(), ALICE_HZ, BOB_HZ, CAROL_HZ);
    assertHearsBoth(alice.heard(), BOB_HZ, CAROL_HZ, ALICE_HZ);
    assertHearsBoth(bob.heard(), ALICE_HZ, CAROL_HZ, BOB_HZ);
    carol.remove(carolAccount);
    assertThat(hub.await(DeviceUnregistered.class).deviceId()).isEqualTo("carol");
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

  private static void assertHears(Recording heard, int otherHz, int ownHz) {
    assertThat(heard.toneToNoiseDb(otherHz)).isGreaterThan(25);
    assertThat(heard.toneLevelDb(ownHz)).isLessThan(-50);
  }

  private static void assertHearsBoth(Recording heard, int oneHz, int otherHz, int ownHz) {
    assertThat(heard.toneLevelDb(oneHz)).isGreaterThan(-30);
    assertThat(heard.toneLevelDb(otherHz)).isGreaterThan(-30);
    assertThat(heard.toneLevelDb(ownHz)).isLessThan(-50);
  }

  private static void assertEnded(String cause, int status) {
    var ended = hub.await(CallEnded.class);
    assertThat(ended.cause()).isEqualTo(cause);
    assertThat(ended.sipStatus()).isEqualTo(status);
  }
}
