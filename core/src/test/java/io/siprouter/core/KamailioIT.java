package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.TestNameServer;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Baresip;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Kamailio;
import io.siprouter.core.peer.KamailioProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.core.registrar.Binding;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.message.Header;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A proxy, known by its name alone, between us and phones; another between us and a provider. */
@TestMethodOrder(OrderAnnotation.class)
class KamailioIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CONFIG =
      """
      {
        "server": {
          "lanAddress": "127.0.0.10",
          "trustedNetworks": ["127.0.0.40/32"],
          "sip": {"udpPort": 5060, "tcpPort": 5060},
          "rtpPorts": {"min": 23000, "max": 23199},
          "dns": {"servers": ["127.0.0.53:5353"]}
        },
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20:5060", "outboundProxy": "127.0.0.41:5060",
          "username": "trunk1", "password": "trunk1-secret", "registerIntervalSec": 60
        }, {
          "id": "forking", "domain": "127.0.0.41:5060", "register": false,
          "username": "forked", "password": "forked-secret"
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "fork", "match": {"direction": "outbound", "numberPattern": "7*"},
           "action": {"provider": "forking"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "4930100"},
           "action": {"devices": ["alice", "carol"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final InetSocketAddress PHONES =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5060);
  private static final double ALICE_HZ = 440;
  private static final double BOB_HZ = 700;
  private static final double CAROL_HZ = 1500;
  private static final double FORK_HZ = 2000;

  private static TestNameServer dns;
  private static Kamailio edge;
  private static Kamailio gateway;
  private static Asterisk carrier;
  private static Hub hub;
  private static Baresip alice;
  private static Baresip carol;
  private static ScriptedPhone bob;
  private static SipAccount aliceAccount;
  private static SipAccount carolAccount;

  @BeforeAll
  static void startAll() throws IOException, InterruptedException {
    dns = TestNameServer.at("127.0.0.53", 5353);
    dns.knows("edge.example.org. 60 IN A 127.0.0.40");
    edge = peers.start(KamailioProfile.edge().named("edge.example.org"));
    gateway = peers.start(KamailioProfile.gateway());
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    hub.awaitTrunk("forking");
    edge.awaitHub("AP");
    gateway.awaitHub("AP");
    aliceAccount = behindProxy("101", "alice-secret", "udp");
    carolAccount = behindProxy("103", "carol-secret", "tcp").overTcp();
    alice = phone("alice", 1, ALICE_HZ, aliceAccount);
    carol = phone("carol", 2, CAROL_HZ, carolAccount);
    bob = scripted("102", "bob-secret", hub.address(), BOB_HZ);
    hub.await(DeviceRegistered.class);
  }

  private static SipAccount behindProxy(String user, String password, String transport) {
    var proxy = edge.address();
    var outbound =
        ";outbound=\"sip:%s:%d;transport=%s\""
            .formatted(proxy.getAddress().getHostAddress(), proxy.getPort(), transport);
    return new SipAccount(user, password, hub.address()).withCodecs("PCMU").with(outbound);
  }

  private static Baresip phone(String name, int number, double hz, SipAccount account) {
    var phone =
        peers.start(
            BaresipProfile.number(number, name).playingTone((int) hz).asking(dns.address()));
    phone.register(account);
    assertThat(hub.await(DeviceRegistered.class).deviceId()).isEqualTo(name);
    return phone;
  }

  private static ScriptedPhone scripted(
      String user, String password, InetSocketAddress server, double hz)
      throws IOException, InterruptedException {
    var account = new PhoneAccount(user, password, server);
    var candidates = List.of(ALICE_HZ, BOB_HZ, CAROL_HZ, FORK_HZ);
    var sound = new PhoneSound(List.of(Codec.PCMU), hz, candidates);
    var phone = ScriptedPhone.open(InetAddress.getLoopbackAddress(), account, sound);
    phone.register();
    assertThat(phone.awaitRegistration(SOON))
        .get()
        .isInstanceOf(PhoneRegistration.Registered.class);
    return phone;
  }

  @BeforeEach
  void forgetEarlierCalls() {
    alice.forgetEvents();
    carol.forgetEvents();
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stopAll() {
    if (bob != null) {
      bob.close();
    }
    if (hub != null) {
      hub.close();
    }
    dns.close();
  }

  @Test
  @Order(1)
  void phonesRegisterWithThePathThroughTheProxy() {
    assertThat(routes("alice")).hasSize(2).allMatch(hop -> hop.startsWith("<sip:127.0.0.40;"));
    assertThat(routes("carol")).hasSize(2).anyMatch(hop -> hop.contains("transport=tcp"));
    assertThat(routes("bob")).isEmpty();
  }

  private static List<String> routes(String device) {
    return hub.engine().registrations().bindings(device).stream()
        .map(Binding::routes)
        .flatMap(List::stream)
        .map(Header::value)
        .toList();
  }

  @Test
  @Order(2)
  void phoneBehindTheProxyIsCalledAndHungUpThroughIt() throws InterruptedException {
    bob.dial("101");
    alice.awaitIncoming();
    alice.accept();
    assertHears(bob, ALICE_HZ);
    hub.awaitTalk(2);
    alice.hold();
    edge.awaitInDialog("INVITE", PHONES, 1);
    alice.resume();
    edge.awaitInDialog("INVITE", PHONES, 2);
    assertHears(bob, ALICE_HZ);
    bob.hangUp();
    alice.awaitClosed();

    edge.awaitInDialog("ACK", hub.address(), 1);
    edge.awaitInDialog("BYE", hub.address(), 1);
    assertThat(alice.heard().toneToNoiseDb(BOB_HZ)).isGreaterThan(25);
  }

  @Test
  @Order(3)
  void phoneThatReachesTheProxyByTcpCallsHoldsAndHangsUpThroughIt() throws InterruptedException {
    carol.dial(carolAccount, "102");
    carol.awaitEstablished();
    assertHears(bob, CAROL_HZ);
    carol.hold();
    edge.awaitInDialog("INVITE", PHONES, 3);
    assertThat(bob.awaitHeard(heard -> heard.tonesHz().isEmpty(), SOON)).isPresent();
    carol.resume();
    edge.awaitInDialog("INVITE", PHONES, 4);
    assertHears(bob, CAROL_HZ);
    carol.hangUp();
    carol.awaitClosed();

    edge.awaitInDialog("ACK", PHONES, 5);
    edge.awaitInDialog("BYE", PHONES, 1);
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
  }

  @Test
  @Order(4)
  void providerBehindAnOutboundProxyIsCalledThroughIt() {
    alice.dial(aliceAccount, "601");
    alice.awaitEstablished();
    hub.awaitTalk(2);
    alice.hangUp();
    alice.awaitClosed();

    gateway.awaitInDialog("ACK", hub.address(), 1);
    gateway.awaitInDialog("BYE", hub.address(), 1);
    assertThat(gateway.initial("REGISTER", hub.address())).isPositive();
    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
  }

  @Test
  @Order(5)
  void ofTwoPhonesBehindTheProxyOneTakesTheCallAndTheOtherIsCancelled() {
    carrier.call("trunk1", "4930100", "601");
    alice.awaitIncoming();
    carol.awaitIncoming();
    carol.accept();
    carol.awaitEstablished();
    alice.awaitClosed();
    hub.awaitTalk(2);
    carrier.hangUpAll();
    carol.awaitClosed();

    assertThat(edge.initial("CANCEL", hub.address())).isEqualTo(1);
    assertThat(gateway.initial("INVITE", carrier.address())).isPositive();
    gateway.awaitInDialog("BYE", carrier.address(), 1);
    assertThat(carol.heard().toneToNoiseDb(1004)).isGreaterThan(25);
  }

  @Test
  @Order(6)
  void ofTwoPhonesThatTheProxyRingsForUsTheOneThatAnswersHasTheCall() throws Exception {
    try (var slow = scripted("700", "", gateway.address(), CAROL_HZ);
        var quick = scripted("700", "", gateway.address(), FORK_HZ)) {
      slow.onRing(new RingReaction.KeepRinging());
      quick.onRing(new RingReaction.KeepRinging());
      bob.dial("700");
      assertThat(slow.awaitState(PhoneState.Ringing.class, SOON)).isPresent();
      assertThat(quick.awaitState(PhoneState.Ringing.class, SOON)).isPresent();
      quick.answer();

      assertThat(slow.awaitState(PhoneState.Ended.class, SOON))
          .hasValueSatisfying(end -> assertThat(end.cause()).isEqualTo(Cause.CANCELLED));
      assertHears(bob, FORK_HZ);
      assertHears(quick, BOB_HZ);
      bob.hangUp();
      assertThat(quick.awaitState(PhoneState.Ended.class, SOON))
          .hasValueSatisfying(end -> assertThat(end.cause()).isEqualTo(Cause.PEER_HUNG_UP));
    }
  }

  @Test
  @Order(7)
  void dispatcherOfTheProxySeesUsComeAndGo() {
    edge.awaitHub("AP");

    hub.close();

    edge.awaitHub("IP");
  }

  private static void assertHears(ScriptedPhone phone, double hz) throws InterruptedException {
    assertThat(phone.awaitHeard(heard -> heard.isOnly(hz), SOON))
        .as("only %s Hz, but %s", hz, phone.heard())
        .isPresent();
  }
}
