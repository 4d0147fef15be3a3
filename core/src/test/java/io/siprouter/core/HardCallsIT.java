package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.SippScenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that do not go the plain way, with SIPp and baresip at the other end. */
class HardCallsIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23200, "max": 23299}
        },
        "media": {"rtpTimeoutSec": 4},
        "devices": [
          {"id": "caller", "extension": "101", "username": "101", "password": "caller-secret"},
          {"id": "busy", "extension": "102", "username": "102", "password": "busy-secret"},
          {"id": "callee", "extension": "103", "username": "103", "password": "callee-secret"},
          {"id": "phone", "extension": "104", "username": "104", "password": "phone-secret"}
        ]
      }
      """;

  private static final String CALLER = "127.0.0.61";
  private static final String REDIRECTING = "127.0.0.62";
  private static final String CALLEE = "127.0.0.63";

  private static Hub hub;

  @BeforeAll
  static void start() {
    hub = Hub.start(CONFIG);
    register(REDIRECTING, "102", "busy-secret");
    register(CALLEE, "103", "callee-secret");
  }

  private static void register(String ip, String user, String password) {
    peers
        .run(SippScenario.of("register.xml", ip, hub.address()).as(user, password))
        .assertAllSuccessful();
    hub.await(DeviceRegistered.class);
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.awaitEmptyTables();
      hub.close();
    }
  }

  private static SippScenario caller(String file, String number) {
    return caller(file, number, 70);
  }

  private static SippScenario caller(String file, String number, int hops) {
    return SippScenario.of(file, CALLER, hub.address())
        .as("101", "caller-secret")
        .with("-key", "hops", Integer.toString(hops))
        .calling(number);
  }

  @Test
  void forwardedPhoneIsFollowedToItsTargetWhateverHostItNames() {
    var redirecting =
        peers.start(
            SippScenario.of("redirect.xml", REDIRECTING, hub.address())
                .with("-key", "elsewhere", "103"));
    var callee = peers.start(SippScenario.of("uas.xml", CALLEE, hub.address()));

    peers.run(caller("call-short.xml", "102")).assertAllSuccessful();

    redirecting.result().assertAllSuccessful();
    callee.result().assertAllSuccessful();
  }

  @Test
  void callerThatLeavesTheOfferToUsIsConnected() {
    var callee = peers.start(SippScenario.of("uas.xml", CALLEE, hub.address()));

    peers.run(caller("call-offerless.xml", "103")).assertAllSuccessful();

    callee.result().assertAllSuccessful();
  }

  @Test
  void offerOfOursThatStaysUnansweredEndsTheCall() {
    peers.run(caller("call-offer-unanswered.xml", "*43")).assertAllSuccessful();

    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("not_acceptable");
  }

  @Test
  void callThatMayGoNoFurtherIsRefused() {
    peers.run(caller("call-no-hops.xml", "103", 0)).assertAllSuccessful();
  }

  @Test
  void everyCallThatLeavesUsHasOneHopLess() {
    var callee = peers.start(SippScenario.of("uas-counting-hops.xml", CALLEE, hub.address()));

    peers.run(caller("call-short.xml", "103", 5)).assertAllSuccessful();

    callee.result().assertAllSuccessful();
  }

  @Test
  void silentCallerIsHungUp() {
    peers.run(caller("call-silent.xml", "*43")).assertAllSuccessful();

    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("media_timeout");
  }

  @Test
  void everyKindOfHoldIsMirroredAndEndedByAFreshOffer() {
    peers.run(caller("call-hold.xml", "*43")).assertAllSuccessful();
  }

  @Test
  void phoneOnHoldHearsNothingAndIsNotHungUpForItsSilence() {
    var account = new SipAccount("104", "phone-secret", hub.address()).withCodecs("PCMU");
    var phone = peers.start(BaresipProfile.number(4, "phone").playingTone(440));
    phone.register(account);
    hub.await(DeviceRegistered.class);
    phone.dial(account, "*43");
    phone.awaitEstablished();
    hub.awaitTalk(1);

    phone.hold();
    var paused = pausedAt();
    var later = hub.await(LegQuality.class, quality -> quality.packetsTx() >= paused);
    assertThat(later.packetsTx()).isEqualTo(paused);
    phone.resume();
    hub.await(LegQuality.class, quality -> quality.packetsTx() > paused + 50);

    hangUp(phone, account);
  }

  /** What has been sent when two reports in a row say the same. */
  private static long pausedAt() {
    var before = -1L;
    var now = sent();
    for (var report = 0; report < 10 && now != before; report++) {
      before = now;
      now = sent();
    }
    return now;
  }

  private static long sent() {
    return hub.await(LegQuality.class).packetsTx();
  }

  private static void hangUp(Baresip phone, SipAccount account) {
    phone.hangUp();
    phone.awaitClosed();
    phone.remove(account);
  }
}
