package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.media.natives.Opus;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A PBX and a phone that speak nothing but Opus talk with others and with each other. */
class OpusIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23600, "max": 23699}
        },
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20:5060", "username": "trunkopus",
          "password": "trunkopus-secret", "registerIntervalSec": 60
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

  private static Hub hub;
  private static Baresip alice;
  private static Baresip bob;
  private static SipAccount aliceAccount;
  private static SipAccount bobAccount;
  private static Asterisk carrier;

  @BeforeAll
  static void startAll() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    aliceAccount = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    bobAccount = new SipAccount("102", "bob-secret", hub.address()).withCodecs("opus/48000/2");
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
    assertThat(Opus.coders()).isZero();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      alice.close();
      bob.close();
      hub.awaitEmptyTables();
      hub.close();
    }
  }

  @Test
  void narrowPhoneHearsTheToneOfACarrierThatSpeaksOpus() {
    alice.dial(aliceAccount, "601");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(carrier.sipLog()).contains("opus/48000/2", "useinbandfec=1");
  }

  @Test
  void whatANarrowPhoneSaysComesBackFromTheCarrierThroughOpusTwice() {
    alice.dial(aliceAccount, "600");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(20);
  }

  @Test
  void phoneWithOpusAndPhoneWithPcmuHearEachOther() {
    bob.dial(bobAccount, "101");
    alice.awaitIncoming();
    alice.accept();
    bob.awaitEstablished();
    hub.awaitTalk(2);
    bob.hangUp();
    bob.awaitClosed();
    alice.awaitClosed();

    assertThat(bob.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(20);
    assertThat(bob.heard().toneLevelDb(BOB_HZ)).isLessThan(-40);
    assertThat(alice.heard().toneToNoiseDb(BOB_HZ)).isGreaterThan(20);
    assertThat(alice.heard().toneLevelDb(ALICE_HZ)).isLessThan(-40);
  }

  @Test
  void carrierAndHubTellEachOtherWhatTheyReceive() {
    alice.dial(aliceAccount, "600");
    alice.awaitEstablished();
    var told =
        hub.await(
            LegQuality.class,
            Duration.ofSeconds(20),
            quality -> isOpus(quality) && quality.roundTripMs().isPresent());
    alice.hangUp();
    alice.awaitClosed();

    assertThat(told.roundTripMs().orElseThrow()).isBetween(0.0, 1_000.0);
    assertThat(told.peerLostPercent()).isBetween(0, 5);
  }

  private static boolean isOpus(LegQuality quality) {
    return quality.codec().equals("OPUS");
  }

  @Test
  void digitsPassBetweenTheClocksOfBothCodecs() {
    alice.dial(aliceAccount, "607");
    alice.awaitEstablished();
    hub.awaitTalk(1);
    alice.press("12#");

    carrier.awaitDigits("12");
    assertThat(hub.await(DigitReceived.class).digit()).isEqualTo('1');
    alice.hangUp();
    alice.awaitClosed();
  }
}
