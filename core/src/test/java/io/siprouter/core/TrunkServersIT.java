package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.TestNameServer;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A provider with two servers, which only DNS knows, and of which one dies. */
@TestMethodOrder(OrderAnnotation.class)
class TrunkServersIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23000, "max": 23199},
          "dns": {"servers": ["127.0.0.53:5353"]}
        },
        "providers": [{
          "id": "carrier", "domain": "carrier.example.org", "username": "trunk1",
          "password": "trunk1-secret", "registerIntervalSec": 600, "keepAliveSec": 0
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  /** What a dead server costs the call that finds it. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static TestNameServer dns;
  private static Asterisk first;
  private static Asterisk second;
  private static Hub hub;
  private static Baresip alice;
  private static SipAccount account;

  @BeforeAll
  static void startAll() {
    dns = TestNameServer.at("127.0.0.53", 5353);
    dns.knows(
        "_sip._udp.carrier.example.org. 60 IN SRV 10 1 5060 one.example.org.",
        "_sip._udp.carrier.example.org. 60 IN SRV 20 1 5060 two.example.org.",
        "one.example.org. 60 IN A 127.0.0.20",
        "two.example.org. 60 IN A 127.0.0.21");
    first = peers.start(AsteriskProfile.carrier());
    second = peers.start(AsteriskProfile.carrier().twin("127.0.0.21"));
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
    dns.close();
  }

  @Test
  @Order(1)
  void serverOfTheBestPriorityHasTheRegistrationAndTheCalls() {
    first.awaitContact("trunk1");
    assertThat(second.cli("pjsip show contacts")).doesNotContain("trunk1/");

    assertCallIsHeard();
    assertThat(first.sipLog()).contains("INVITE sip:601@carrier.example.org");
    assertThat(second.sipLog()).doesNotContain("INVITE");
  }

  @Test
  @Order(2)
  void callIsTakenToTheOtherServerWhenTheFirstIsDeadAndTheRegistrationFollows() {
    first.close();

    assertCallIsHeard();
    assertThat(second.sipLog()).contains("INVITE sip:601@carrier.example.org");
    second.awaitContact("trunk1");
  }

  @Test
  @Order(3)
  void nextCallGoesStraightToTheServerThatLives() {
    assertThat(assertCallIsHeard()).isLessThan(PATIENCE);
  }

  /** Returns how long it took until the call was established. */
  private static Duration assertCallIsHeard() {
    alice.forgetEvents();
    var start = System.nanoTime();
    alice.dial(account, "601");
    alice.awaitEstablished();
    var setUp = Duration.ofNanos(System.nanoTime() - start);
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();
    hub.awaitNoCalls();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    return setUp;
  }
}
