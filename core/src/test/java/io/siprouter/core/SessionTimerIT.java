package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.Server;
import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.DeviceRegistered;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.peer.Asterisk;
import io.siprouter.core.peer.AsteriskProfile;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippScenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Session timers with SIPp and Asterisk at the other end. Our intervals are shorter than a
 * configuration may make them; those of {@link LongSessionIT} are legal.
 */
class SessionTimerIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String CALLER = "127.0.0.64";
  private static final String CALLEE = "127.0.0.65";

  private static final String CONFIG =
      """
      {
        "server": {"lanAddress": "127.0.0.10", "rtpPorts": {"min": 23300, "max": 23339}},
        "providers": [
          {"id": "caller", "domain": "127.0.0.64:5060", "username": "trunk", "password": "none",
           "register": false, "keepAliveSec": 0},
          {"id": "carrier", "domain": "127.0.0.20:5060", "username": "trunktimer",
           "password": "trunktimer-secret"}
        ],
        "devices": [
          {"id": "callee", "extension": "100", "username": "100", "password": "callee-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "carrier"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["callee"]}}
        ]
      }
      """;

  private static final Server.SessionTimer SHORT = new Server.SessionTimer(6, 2);

  private static Asterisk carrier;
  private static Hub hub;

  @BeforeAll
  static void start() {
    carrier = peers.start(AsteriskProfile.carrier());
    hub =
        Hub.start(
            CONFIG,
            config ->
                Records.with(
                    config, "server", Records.with(config.server(), "sessionTimer", SHORT)));
    peers
        .run(SippScenario.of("register.xml", CALLEE, hub.address()).as("100", "callee-secret"))
        .assertAllSuccessful();
    hub.await(DeviceRegistered.class);
    hub.awaitTrunk("carrier");
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

  private static Sipp caller(String scenario) {
    return peers.start(SippScenario.of(scenario, CALLER, hub.address()).with("-s", "4930100"));
  }

  private static Sipp callee(String scenario) {
    return peers.start(SippScenario.of(scenario, CALLEE, hub.address()));
  }

  @Test
  void phoneThatPromisesToRefreshAndFallsSilentIsHungUpBeforeTheEnd() {
    var silent = callee("session-silent.xml");
    var caller = caller("trunk-call.xml");

    silent.result().assertAllSuccessful();
    caller.result().assertAllSuccessful();
    assertThat(hub.await(LegRemoved.class).cause()).isEqualTo("session_expired");
    assertThat(hub.await(LegRemoved.class).cause()).isEqualTo("session_expired");
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("session_expired");
  }

  @Test
  void sessionIsRefreshedByUpdateWhereThePhoneTakesIt() {
    var phone = callee("session-update.xml");
    var caller = caller("trunk-call.xml");

    phone.result().assertAllSuccessful();
    caller.result().assertAllSuccessful();
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("callee_hangup");
  }

  @Test
  void sessionIsRefreshedByReinviteElseAndAgainAfterItCrossedAnOffer() {
    var phone = callee("uas.xml");
    var caller = caller("session-reinvite.xml");

    caller.result().assertAllSuccessful();
    phone.result().assertAllSuccessful();
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
  }

  @Test
  void callerThatWantsTooSmallASessionIsToldTheLeast() {
    var phone = callee("uas.xml");

    caller("session-too-small.xml").result().assertAllSuccessful();

    phone.result().assertAllSuccessful();
  }

  @Test
  void phoneThatWantsALargerSessionGetsIt() {
    var phone = callee("session-larger.xml");
    var caller = caller("trunk-call.xml");

    phone.result().assertAllSuccessful();
    caller.result().assertAllSuccessful();
  }

  @Test
  void asteriskIsAskedAgainForTheLeastThatItTakes() {
    var phone = callee("uas.xml");
    var call = hub.originate("callee", "601");

    hub.await(CallAnswered.class);
    hub.calls().hangUp(call);
    phone.result().assertAllSuccessful();
    assertThat(carrier.sipLog())
        .containsSubsequence(
            "Session-Expires: 6", "SIP/2.0 422", "Min-SE: 90", "Session-Expires: 90");
  }

  @Test
  void asteriskIsGrantedTheSessionItAsksFor() {
    var phone = callee("uas.xml");
    carrier.call("trunktimer", "4930100", "601");
    hub.await(CallAnswered.class);
    carrier.hangUpAll();

    phone.result().assertAllSuccessful();
    assertThat(carrier.sipLog())
        .containsPattern("Received SIP response [^\\[]+Session-Expires: 90;refresher=uac");
  }
}
