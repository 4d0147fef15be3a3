package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.ProviderState;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.BaresipProfile;
import io.siprouter.core.peer.Namespace;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.SipAccount;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A trunk finds back to its provider when the network does. */
class TrunkNetworkIT {

  @RegisterExtension static final Peers peers = new Peers();

  static final String CONFIG =
      """
      {
        "server": {
          "sip": {"udpPort": 5066, "tcpPort": 5066},
          "rtpPorts": {"min": 23000, "max": 23199}
        },
        "providers": [{
          "id": "carrier", "domain": "10.203.0.2", "username": "trunk1",
          "password": "trunk1-secret", "registerIntervalSec": 600, "keepAliveSec": 0
        }, {
          "id": "neighbour", "domain": "127.0.0.20", "username": "trunk1",
          "password": "trunk1-secret"
        }],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "beside", "match": {"direction": "outbound", "numberPattern": "76*"},
           "action": {"provider": "neighbour", "stripPrefix": "7"}}
        ]
      }
      """;

  private static final Pattern OF_A_CALL = Pattern.compile("(?m)^(INVITE|ACK|BYE) sip:");

  private static Namespace cable;
  private static Asterisk carrier;
  private static Asterisk neighbour;
  private static Hub hub;

  @BeforeAll
  static void startAll() {
    cable = Namespace.create();
    carrier = peers.start(carrierBehind(cable));
    neighbour = peers.start(AsteriskProfile.carrier().twin("127.0.0.20"));
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("carrier");
    hub.awaitTrunk("neighbour");
  }

  static AsteriskProfile carrierBehind(Namespace cable) {
    var here = new InetSocketAddress(cable.nearAddress(1), 5066);
    return AsteriskProfile.carrier().inside(cable, here);
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
    if (cable != null) {
      cable.close();
    }
  }

  @Test
  void trunkIsBackAtOnceWhenTheCableIsPluggedInAgain() {
    cable.unplug();
    awaitState("failed");
    cable.plugIn();

    awaitState("registered");
    assertThat(carrier.cli("pjsip show contacts")).contains("trunk1/sip:trunk1@10.203.0.1:5066");
  }

  @Test
  void newAddressOfThisMachineIsRegisteredInPlaceOfTheOldOne() {
    cable.moveTo(7);
    try {
      awaitContactAt("10.203.0.7:5066");
    } finally {
      cable.moveTo(1);
    }
    awaitContactAt("10.203.0.1:5066");
  }

  @Test
  void everyProviderIsToldTheAddressThatItReachesUsAt() {
    var account =
        new SipAccount(
            "101", "alice-secret", new InetSocketAddress(InetAddress.getLoopbackAddress(), 5066));
    var alice = peers.start(BaresipProfile.number(1, "alice").playingTone(440));
    alice.register(account);
    hub.await(DeviceRegistered.class);

    for (var number : List.of("601", "7601")) {
      alice.dial(account, number);
      alice.awaitEstablished();
      hub.awaitTalk(2);
      alice.hangUp();
      alice.awaitClosed();
      hub.awaitNoCalls();
      alice.forgetEvents();
    }

    assertThat(placesToldTo(carrier)).hasSizeGreaterThan(6).allMatch(isAt("10.203.0.1"));
    assertThat(placesToldTo(neighbour)).hasSizeGreaterThan(6).allMatch(isAt("127.0.0.1"));
  }

  private static Predicate<String> isAt(String address) {
    return Pattern.compile("[ @]" + Pattern.quote(address) + "(:5066.*)?$").asPredicate();
  }

  /** What our requests of a call say about where we are: Via, Contact and the SDP. */
  private static List<String> placesToldTo(Asterisk provider) {
    return Stream.of(provider.sipLog().split("<--- "))
        .filter(entry -> entry.startsWith("Received SIP request"))
        .filter(entry -> OF_A_CALL.matcher(entry).find())
        .flatMap(String::lines)
        .filter(line -> line.matches("(Via|Contact): .*|[co]=.*IN IP4.*"))
        .toList();
  }

  private static void awaitState(String state) {
    hub.await(
        ProviderState.class,
        event -> event.providerId().equals("carrier") && event.state().equals(state));
  }

  private static void awaitContactAt(String address) {
    Await.until(
        () -> "contact at " + address + " but: " + carrier.cli("pjsip show contacts"),
        Duration.ofSeconds(10),
        () -> carrier.cli("pjsip show contacts").contains("@" + address));
  }
}
