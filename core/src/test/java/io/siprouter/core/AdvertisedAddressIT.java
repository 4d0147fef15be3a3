package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.TestNameServer;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.peer.Namespace;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippScenario;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everybody is told the address that he reaches us at, whoever was asked before. */
class AdvertisedAddressIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final InetSocketAddress HUB =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5066);

  /**
   * Server one is at the end of a cable, where we are 10.203.0.1; server two is on this machine.
   */
  private static final String CONFIG =
      """
      {
        "server": {
          "sip": {"udpPort": 5066, "tcpPort": 5066},
          "rtpPorts": {"min": 23000, "max": 23039},
          "dns": {"servers": ["127.0.0.53:5353"]}
        },
        "providers": [
          {"id": "both", "domain": "carrier.example.org", "register": false, "numbers": ["1"],
           "keepAliveSec": 0},
          {"id": "far", "domain": "10.203.0.2", "register": false, "numbers": ["1"],
           "keepAliveSec": 0},
          {"id": "near", "domain": "127.0.0.64", "register": false, "numbers": ["1"],
           "keepAliveSec": 0},
          {"id": "north", "domain": "127.0.0.65", "username": "north", "password": "p",
           "keepAliveSec": 0},
          {"id": "south", "domain": "127.0.0.66", "username": "south", "password": "p",
           "keepAliveSec": 0}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "servers", "match": {"direction": "outbound", "numberPattern": "61"},
           "action": {"provider": "both"}},
          {"id": "trunks", "match": {"direction": "outbound", "numberPattern": "62"},
           "action": {"provider": "far", "failoverProviders": ["near"]}},
          {"id": "north", "match": {"direction": "outbound", "numberPattern": "63"},
           "action": {"provider": "north"}},
          {"id": "south", "match": {"direction": "outbound", "numberPattern": "64"},
           "action": {"provider": "south"}}
        ]
      }
      """;

  private static Namespace cable;
  private static TestNameServer dns;
  private static Sipp north;
  private static Sipp south;
  private static Hub hub;

  @BeforeAll
  static void startAll() {
    cable = Namespace.create();
    dns = TestNameServer.at("127.0.0.53", 5353);
    dns.knows(
        "_sip._udp.carrier.example.org. 60 IN SRV 10 1 5060 far.example.org.",
        "_sip._udp.carrier.example.org. 60 IN SRV 20 1 5060 near.example.org.",
        "far.example.org. 60 IN A 10.203.0.2",
        "near.example.org. 60 IN A 127.0.0.64");
    north = peers.start(behindNat("127.0.0.65", "203.0.113.9"));
    south = peers.start(behindNat("127.0.0.66", "198.51.100.7"));
    hub = Hub.start(CONFIG);
    hub.awaitTrunk("north");
    hub.awaitTrunk("south");
  }

  /** Takes the two REGISTERs that it takes to learn where we are, and one call. */
  private static SippScenario behindNat(String ip, String seen) {
    return SippScenario.of("carrier-sees.xml", ip, HUB)
        .withCalls(3, 10, Duration.ofSeconds(60))
        .with("-key", "seen", seen, "-deadcall_wait", "0");
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
    if (dns != null) {
      dns.close();
    }
    if (cable != null) {
      cable.close();
    }
  }

  @Test
  void nextServerOfAProviderIsToldWhereItReachesUs() {
    assertBothAreToldTheirOwn("61");
  }

  @Test
  void nextProviderIsToldWhereItReachesUs() {
    assertBothAreToldTheirOwn("62");
  }

  private static void assertBothAreToldTheirOwn(String number) {
    var refusing =
        peers.start(SippScenario.of("carrier-refuses.xml", "127.0.0.64", HUB).inside(cable));
    var answering = peers.start(SippScenario.of("carrier-answers.xml", "127.0.0.64", HUB));
    peers.run(caller(number)).assertAllSuccessful();
    refusing.result().assertAllSuccessful();
    answering.result().assertAllSuccessful();
    hub.awaitNoCalls();

    assertThat(placesTold(refusing)).hasSize(4).allMatch(line -> line.contains("10.203.0.1"));
    assertThat(placesTold(answering)).hasSize(4).allMatch(line -> line.contains("127.0.0.1"));
  }

  @Test
  void everyProviderIsToldThePublicAddressItSeesAndAPhoneTheOneOfItsNetwork() {
    var bob = SippScenario.of("register.xml", "127.0.0.62", HUB).as("102", "bob-secret");
    peers.run(bob).assertAllSuccessful();
    hub.await(DeviceRegistered.class);
    var phone = peers.start(SippScenario.of("carrier-answers.xml", "127.0.0.62", HUB));
    peers.run(caller("102")).assertAllSuccessful();
    phone.result().assertAllSuccessful();
    Stream.of("63", "64").forEach(number -> assertThat(peers.run(caller(number)).failed()).isOne());
    north.result().assertAllSuccessful();
    south.result().assertAllSuccessful();
    hub.awaitNoCalls();

    assertThat(placesTold(phone)).hasSize(4).allMatch(line -> line.contains("127.0.0.1"));
    assertThat(placesTold(north)).hasSize(4).allMatch(line -> line.contains("203.0.113.9"));
    assertThat(placesTold(south)).hasSize(4).allMatch(line -> line.contains("198.51.100.7"));
  }

  private static SippScenario caller(String number) {
    return SippScenario.of("call-uac-auth.xml", "127.0.0.61", HUB)
        .as("101", "alice-secret")
        .calling(number);
  }

  /** What the INVITE says about where we are: Via, Contact and SDP. */
  private static List<String> placesTold(Sipp peer) {
    var invite = Pattern.compile("(?ms)^INVITE sip:.*?^-----").matcher(peer.messages());
    assertThat(invite.find()).isTrue();
    return invite
        .group()
        .lines()
        .filter(line -> line.matches("(Via|Contact): .*|[co]=.*IN IP4.*"))
        .toList();
  }
}
