package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.SippScenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers that know us by our address, and that we have no password for. */
class StaticTrunkIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.12", "rtpPorts": {"min": 23000, "max": 23039}},
        "providers": [
          {"id": "carrier", "domain": "127.0.0.20", "register": false, "numbers": ["4930601"]},
          {"id": "strict", "domain": "127.0.0.64", "register": false, "numbers": ["4930602"],
           "keepAliveSec": 0}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "strict", "match": {"direction": "outbound", "numberPattern": "76*"},
           "action": {"provider": "strict", "stripPrefix": "7"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "4711"},
           "action": {"devices": ["alice"]}}
        ]
      }
      """;

  private static Asterisk carrier;
  private static Hub hub;
  private static Baresip alice;
  private static SipAccount account;

  @BeforeAll
  static void startAll() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = peers.start(BaresipProfile.number(1, "alice").playingTone(440));
    alice.register(account);
    hub.await(DeviceRegistered.class);
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void callGoesOutWithoutPasswordAndIsHeard() {
    alice.dial(account, "601");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();
    hub.awaitNoCalls();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(carrier.sipLog())
        .contains("From: \"alice\" <sip:4930601@127.0.0.20>")
        .doesNotContain("REGISTER sip:", "Authorization: Digest");
  }

  @Test
  void callComesInFromItsAddress() {
    alice.forgetEvents();
    carrier.call("trunkstatic", "4711", "601");
    alice.awaitIncoming();
    alice.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();
    hub.awaitNoCalls();
  }

  @Test
  void providerThatWantsAPasswordAllTheSameEndsTheCallWithThatCause() {
    alice.forgetEvents();
    var strict =
        peers.start(SippScenario.of("carrier-challenges.xml", "127.0.0.64", hub.address()));
    alice.dial(account, "7601");

    var end = hub.await(CallEnded.class);
    assertThat(end.cause()).isEqualTo("auth_failed");
    assertThat(end.sipStatus()).isEqualTo(403);
    strict.result().assertAllSuccessful();
    alice.awaitClosed();
    hub.awaitNoCalls();
  }
}
