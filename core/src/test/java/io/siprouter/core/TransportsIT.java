package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.ProviderState;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.peer.TestAuthority;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real PBX talks through the hub by TLS and TCP, as a provider and as a phone. */
class TransportsIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.11",
          "sip": {"tls": {"cert": "@CERTS@/hub.pem", "key": "@CERTS@/hub.key"}},
          "rtpPorts": {"min": 23200, "max": 23299}
        },
        "providers": [{
          "id": "secure", "domain": "127.0.0.60:5061", "transport": "tls", "username": "trunktls",
          "password": "trunktls-secret", "tls": {"ca": "@CERTS@/root.pem"}
        }, {
          "id": "plain", "domain": "127.0.0.60", "transport": "tcp", "username": "trunktcp",
          "password": "trunktcp-secret"
        }, {
          "id": "wrong", "domain": "127.0.0.60:5062", "transport": "tls", "username": "trunktls",
          "password": "trunktls-secret", "tls": {"ca": "@CERTS@/root.pem"}
        }, {
          "id": "expired", "domain": "127.0.0.60:5063", "transport": "tls",
          "username": "trunktls", "password": "trunktls-secret",
          "tls": {"ca": "@CERTS@/root.pem"}
        }, {
          "id": "stranger", "domain": "127.0.0.60:5061", "transport": "tls",
          "username": "trunktls", "password": "trunktls-secret"
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "desk", "extension": "300", "username": "phonetls",
           "password": "phonetls-secret"}
        ],
        "routes": [
          {"id": "tls", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "secure"}},
          {"id": "tcp", "match": {"direction": "outbound", "numberPattern": "76*"},
           "action": {"provider": "plain", "stripPrefix": "7"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "4930100"},
           "action": {"devices": ["alice"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private static final InetSocketAddress HUB = new InetSocketAddress("127.0.0.11", 5060);
  private static final int ALICE_HZ = 440;

  /** Why a provider was not taken, by its id. */
  private static final Map<String, String> refusals = new HashMap<>();

  private static Hub hub;
  private static Asterisk asterisk;
  private static Baresip alice;
  private static SipAccount account;

  @BeforeAll
  static void startAll() {
    makeCertificates();
    asterisk = peers.start(AsteriskProfile.secure().withHub(HUB));
    hub = Hub.start(CONFIG.replace("@CERTS@", AsteriskProfile.certificates().toString()));
    hub.await(ProviderState.class, TransportsIT::completesRefusals);
    alice = peers.start(BaresipProfile.number(1, "alice").playingTone(ALICE_HZ));
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice.register(account);
    hub.await(DeviceRegistered.class, event -> event.deviceId().equals("alice"));
    hub.awaitTrunk("secure");
    hub.awaitTrunk("plain");
  }

  private static boolean completesRefusals(ProviderState event) {
    if (event.state().equals("failed")) {
      refusals.put(event.providerId(), event.reason());
    }
    return refusals.keySet().containsAll(Set.of("wrong", "expired", "stranger"));
  }

  private static void makeCertificates() {
    var authority = new TestAuthority(AsteriskProfile.certificates());
    authority.write("hub", authority.sign("hub", made -> made.addSanIpAddress("127.0.0.11")));
    authority.write("carrier", authority.sign("c", made -> made.addSanIpAddress("127.0.0.60")));
    authority.write("wrong", authority.forHost("other.example.org"));
    authority.write("expired", authority.expired("127.0.0.60"));
  }

  @BeforeEach
  void forgetEarlierCalls() {
    alice.forgetEvents();
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      alice.close();
      hub.close();
      asterisk.awaitNoContact("trunktls");
      asterisk.awaitNoContact("trunktcp");
    }
  }

  @Test
  void callThroughATlsTrunkHearsTheMilliwatt() {
    assertMilliwatt("601");
    assertThat(asterisk.sipLog()).containsPattern("INVITE sip:601@127.0.0.60.*\\R.*SIP/2.0/TLS");
  }

  @Test
  void callThroughATcpTrunkHearsTheMilliwatt() {
    assertMilliwatt("7601");
    assertThat(asterisk.sipLog()).containsPattern("INVITE sip:601@127.0.0.60.*\\R.*SIP/2.0/TCP");
  }

  private static void assertMilliwatt(String number) {
    alice.dial(account, number);
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
  }

  @Test
  void providerCallsOverTheConnectionThatTheTrunkMade() {
    asterisk.call("trunktls", "4930100", "601");
    alice.awaitIncoming();
    alice.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    asterisk.hangUpAll();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
  }

  @Test
  void phoneIsCalledOverTheTlsConnectionItRegisteredOver() {
    asterisk.awaitRegistered("phonetls");

    alice.dial(account, "300");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(ALICE_HZ)).isGreaterThan(25);
  }

  @Test
  void phoneCallsOverTls() {
    asterisk.awaitRegistered("phonetls");

    asterisk.call("phonetls", "101", "601");
    alice.awaitIncoming();
    alice.accept();
    alice.awaitEstablished();
    hub.awaitTalk(2);
    asterisk.hangUpAll();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
  }

  @Test
  void providersThatCannotProveTheirNameAreRefusedSayingWhy() {
    assertThat(refusals).containsOnlyKeys("wrong", "expired", "stranger");
    assertThat(refusals.get("wrong"))
        .contains("certificate is for other.example.org, not for 127.0.0.60");
    assertThat(refusals.get("expired")).contains("certificate has expired");
    assertThat(refusals.get("stranger")).contains("certificate of an unknown authority");
  }
}
