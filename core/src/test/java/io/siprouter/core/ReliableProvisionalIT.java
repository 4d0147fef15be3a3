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
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippScenario;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Acknowledged provisional responses and offers by UPDATE, with Asterisk and SIPp. */
class ReliableProvisionalIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CALLEE = "127.0.0.65";
  private static final int ALICE_HZ = 440;
  private static final int EARLY_HZ = 425;

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.10", "rtpPorts": {"min": 23360, "max": 23399}},
        "providers": [
          {"id": "caller", "domain": "127.0.0.64:5060", "username": "trunk", "password": "none",
           "register": false, "keepAliveSec": 0},
          {"id": "off", "domain": "127.0.0.66:5060", "username": "trunk", "password": "none",
           "register": false, "keepAliveSec": 0, "quirks": {"reliableProvisional": "off"}},
          {"id": "required", "domain": "127.0.0.67:5060", "username": "trunk", "password": "none",
           "register": false, "keepAliveSec": 0, "quirks": {"reliableProvisional": "required"}},
          {"id": "insisting", "domain": "127.0.0.20:5060", "username": "trunkprack",
           "password": "trunkprack-secret"},
          {"id": "following", "domain": "127.0.0.20:5060", "username": "trunkprackpeer",
           "password": "trunkprackpeer-secret"},
          {"id": "offering", "domain": "127.0.0.20:5060", "username": "trunkprackyes",
           "password": "trunkprackyes-secret", "quirks": {"reliableProvisional": "required"}}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "callee", "extension": "100", "username": "100", "password": "callee-secret"}
        ],
        "routes": [
          {"id": "one", "match": {"direction": "outbound", "numberPattern": "71*"},
           "action": {"provider": "insisting", "stripPrefix": "71"}},
          {"id": "two", "match": {"direction": "outbound", "numberPattern": "72*"},
           "action": {"provider": "following", "stripPrefix": "72"}},
          {"id": "three", "match": {"direction": "outbound", "numberPattern": "73*"},
           "action": {"provider": "offering", "stripPrefix": "73"}},
          {"id": "phone", "match": {"direction": "inbound", "numberPattern": "4930101"},
           "action": {"devices": ["alice"]}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["callee"]}}
        ]
      }
      """;

  private static Asterisk carrier;
  private static Hub hub;
  private static SipAccount account;
  private static Baresip alice;
  private int before;

  @BeforeAll
  static void start() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub = Hub.start(CONFIG);
    register(CALLEE);
    account = new SipAccount("101", "alice-secret", hub.address()).withCodecs("PCMU");
    alice = peers.start(BaresipProfile.number(1, "alice").playingTone(ALICE_HZ));
    alice.register(account);
    hub.await(DeviceRegistered.class);
    for (var provider : new String[] {"insisting", "following", "offering"}) {
      hub.awaitTrunk(provider);
    }
  }

  private static void register(String ip) {
    peers
        .run(SippScenario.of("register.xml", ip, hub.address()).as("100", "callee-secret"))
        .assertAllSuccessful();
    hub.await(DeviceRegistered.class);
  }

  @BeforeEach
  void forgetEarlierCalls() {
    alice.forgetEvents();
    before = carrier.sipLog().length();
  }

  @AfterEach
  void everythingIsGivenBack() {
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  private static Sipp caller(String scenario, String ip) {
    return peers.start(SippScenario.of(scenario, ip, hub.address()).with("-s", "4930100", "-nr"));
  }

  private static Sipp callee(String scenario) {
    return peers.start(SippScenario.of(scenario, CALLEE, hub.address()).with("-nr"));
  }

  /** What Asterisk has received or sent in this test. */
  private long said(String direction, String method) {
    var pattern = direction + " SIP request [^<]+?\\s" + method + " sip:";
    return Pattern.compile(pattern).matcher(carrier.sipLog().substring(before)).results().count();
  }

  @ParameterizedTest
  @CsvSource({"71, required", "72, peer_supported", "73, yes"})
  void ringingOfAsteriskIsAcknowledgedHoweverItIsSetUp(String prefix, String setting) {
    alice.dial(account, prefix + "6191");
    alice.awaitRinging();
    alice.awaitEstablished();
    alice.hangUp();
    alice.awaitClosed();

    assertThat(said("Received", "PRACK")).as(setting).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"trunkprack, 1", "trunkprackpeer, 0", "trunkprackyes, 1"})
  void ringingOfAPhoneIsAcknowledgedByAsteriskWhereOneSideInsists(String trunk, int pracks) {
    carrier.call(trunk, "4930101", "601");
    alice.awaitIncoming();
    alice.accept();
    alice.awaitEstablished();
    carrier.hangUpAll();
    alice.awaitClosed();

    assertThat(said("Transmitting", "PRACK")).isEqualTo(pracks);
  }

  @Test
  void earlyMediaOfAReliableResponseIsHeard() {
    alice.dial(account, "71606");
    alice.await("CALL_PROGRESS");
    alice.awaitHeard(Duration.ofSeconds(1));
    alice.hangUp();
    alice.awaitClosed();

    assertThat(said("Received", "PRACK")).isPositive();
    assertThat(alice.heard().toneLevelDb(EARLY_HZ)).isGreaterThan(-40);
  }

  @Test
  void ringingIsRepeatedUntilItIsAcknowledgedAndTheAnswerWaitsForThat() {
    var phone = callee("uas.xml");

    caller("prack-late.xml", "127.0.0.64").result().assertAllSuccessful();

    phone.result().assertAllSuccessful();
  }

  @Test
  void lostAcknowledgementIsSentAgainAndARepeatedRingingNeedsNoOther() {
    var phone = callee("prack-lost.xml");
    var caller = caller("trunk-call.xml", "127.0.0.64");

    phone.result().assertAllSuccessful();
    caller.result().assertAllSuccessful();
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("callee_hangup");
  }

  @Test
  void callerIsRefusedThatRequiresWhatIsSwitchedOff() {
    caller("prack-refused.xml", "127.0.0.66").result().assertAllSuccessful();
  }

  @Test
  void callerIsRefusedThatCannotDoWhatIsRequired() {
    caller("prack-demanded.xml", "127.0.0.67").result().assertAllSuccessful();
  }

  @Test
  void offersAreTakenInTurnAndRefusedOutOfTurn() {
    var phone = callee("uas-early.xml");

    caller("updates.xml", "127.0.0.64").result().assertAllSuccessful();

    phone.result().assertAllSuccessful();
  }
}
