package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.call.CallId;
import io.siprouter.core.call.Outcome;
import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Recording;
import io.siprouter.core.peer.SipAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real phones and a real PBX are put on hold by programs. */
class HoldIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23200, "max": 23239}
        },
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20:5060", "username": "trunk1",
          "password": "trunk1-secret", "registerIntervalSec": 60
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  private static final int ALICE_HZ = 440;
  private static final int BOB_HZ = 700;
  private static final LegId CALLEE = new LegId("2");
  private static final int SILENCE_DB = -70;
  private static final int CLEAR_DB = 20;

  /** By when a hold that began with the call has taken effect. */
  private static final Duration SETTLED = Duration.ofMillis(1500);

  private static final Duration HELD = Duration.ofSeconds(3);

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
    aliceAccount = new SipAccount("101", "alice-secret", hub.address());
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

  @Test
  void phoneOnHoldIsNotHeardUntilItIsTakenOff() {
    var call = connectAliceWithBob();
    assertDone(hub.calls().commands().hold(call, CALLEE));
    awaitState(leg -> leg.state().equals("held") && leg.heldBy().equals("us"));
    var atFirst = hub.await(LegQuality.class, HoldIT::isOfCallee);
    alice.awaitHeard(HELD);
    var atLast = hub.await(LegQuality.class, it -> isOfCallee(it) && isLater(it, atFirst));
    assertDone(hub.calls().commands().resume(call, CALLEE));
    awaitState(leg -> leg.state().equals("answered"));
    hangUpAfterTalk();

    assertThat(atLast.packetsRx() - atFirst.packetsRx()).isLessThan(5);
    assertHeldAndFreed(alice.heard(), BOB_HZ);
  }

  private static boolean isOfCallee(LegQuality quality) {
    return quality.legId().equals(CALLEE.value());
  }

  /** We go on sending, if only silence. */
  private static boolean isLater(LegQuality quality, LegQuality before) {
    return quality.packetsTx() >= before.packetsTx() + 50;
  }

  /** What comes back from the echo has been there and here. */
  @Test
  void lineOfACarrierIsHeldAndFreed() {
    var before = carrier.sipLog().length();
    alice.dial(aliceAccount, "600");
    var call = new CallId(hub.await(CallCreated.class).callId());
    alice.awaitEstablished();
    hub.await(CallAnswered.class);
    assertDone(hub.calls().commands().hold(call, CALLEE));
    alice.awaitHeard(HELD);
    assertDone(hub.calls().commands().resume(call, CALLEE));
    alice.awaitHeard(HELD.multipliedBy(2));
    alice.hangUp();
    alice.awaitClosed();

    assertHeldAndFreed(alice.heard(), ALICE_HZ);
    assertThat(carrier.sipLog().substring(before))
        .containsSubsequence("a=sendonly", "a=recvonly", "a=sendrecv", "a=sendrecv");
  }

  /** The carrier records for five seconds; of baresip, a re-INVITE ends the recording. */
  @Test
  void partyOnHoldHearsSilence() {
    alice.dial(aliceAccount, "611");
    var call = new CallId(hub.await(CallCreated.class).callId());
    alice.awaitEstablished();
    hub.await(CallAnswered.class);
    assertDone(hub.calls().commands().hold(call, CALLEE));
    alice.awaitClosed();

    var recorded = Recording.read(recordingOfTheCarrier());
    assertThat(recorded.duration()).isGreaterThan(HELD);
    assertThat(recorded.after(SETTLED).toneLevelDb(ALICE_HZ)).isLessThan(SILENCE_DB);
  }

  private static Path recordingOfTheCarrier() {
    try (var files = Files.list(carrier.logs().getFirst().getParent())) {
      return files.filter(it -> it.toString().endsWith(".wav")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void partyThatHoldsUsAsWellHasToResumeToo() {
    var call = connectAliceWithBob();
    bob.hold();
    awaitState(leg -> leg.heldBy().equals("party"));
    assertDone(hub.calls().commands().hold(call, CALLEE));
    awaitState(leg -> leg.heldBy().equals("both"));
    assertDone(hub.calls().commands().resume(call, CALLEE));
    awaitState(leg -> leg.heldBy().equals("party"));
    alice.awaitHeard(HELD);
    bob.resume();
    awaitState(leg -> leg.state().equals("answered") && leg.heldBy().isEmpty());
    hangUpAfterTalk();

    assertHeldAndFreed(alice.heard(), BOB_HZ);
  }

  private static void assertHeldAndFreed(Recording heard, int hz) {
    assertThat(heard.between(SETTLED, HELD).toneLevelDb(hz)).isLessThan(SILENCE_DB);
    assertThat(heard.after(HELD.multipliedBy(2).minus(SETTLED)).toneToNoiseDb(hz))
        .isGreaterThan(CLEAR_DB);
  }

  private static void hangUpAfterTalk() {
    alice.awaitHeard(HELD.multipliedBy(2));
    alice.hangUp();
    alice.awaitClosed();
    bob.awaitClosed();
  }

  private static void awaitState(Predicate<LegChanged> fits) {
    hub.await(LegChanged.class, leg -> leg.legId().equals(CALLEE.value()) && fits.test(leg));
  }

  private static CallId connectAliceWithBob() {
    alice.dial(aliceAccount, "102");
    var call = new CallId(hub.await(CallCreated.class).callId());
    bob.awaitIncoming();
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
