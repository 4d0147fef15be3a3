package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.guard.Ban;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.Sipp;
import io.siprouter.core.peer.SippResult;
import io.siprouter.core.peer.SippScenario;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is let in from a house whose address is banned: one of its phones has an old password. */
class GatekeeperIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int BAN_AFTER = 3;
  private static final String HOUSE = "127.0.0.47";

  private static Sipp carrier;
  private static Hub hub;

  @BeforeAll
  static void startAll() {
    var nobody = new InetSocketAddress("127.0.0.10", 5060);
    carrier =
        peers.start(
            SippScenario.of("carrier-answers.xml", "127.0.0.46", nobody)
                .withCalls(20, 1, Duration.ofSeconds(90)));
    hub =
        Hub.start(
            """
            {
              "server": {
                "lanAddress": "127.0.0.10", "rtpPorts": {"min": 23100, "max": 23139},
                "country": "DE", "limits": {"banAfter": %d}
              },
              "providers": [
                {"id": "carrier", "domain": "127.0.0.46:5060", "username": "u", "password": "p"}
              ],
              "devices": [
                {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
                {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret",
                 "expectedAddress": ["10.0.0.0/8"]}
              ],
              "routes": [
                {"id": "out", "match": {"direction": "outbound", "numberPattern": "0*"},
                 "action": {"provider": "carrier"}}
              ]
            }
            """
                .formatted(BAN_AFTER));
    hub.awaitTrunk("carrier");
  }

  @AfterEach
  void hearTheHouseAgain() {
    hub.engine().guard().unban(InetAddress.ofLiteral(HOUSE));
    hub.awaitNoCalls();
  }

  @AfterAll
  static void stopAll() {
    if (hub != null) {
      hub.close();
    }
  }

  @Test
  void bannedPhoneCallsForHelpAndNobodyElse() throws IOException {
    ban();

    dial("101", "alice-secret", "112").assertAllSuccessful();

    assertThat(hub.await(EmergencyCall.class).number()).isEqualTo("112");
    assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
    assertThat(Files.readString(carrier.logs().getLast())).contains("INVITE sip:112@127.0.0.46");
    assertThat(dial("101", "alice-secret", "030123").successful()).isZero();
    assertThat(hub.calls().size()).isZero();
  }

  @Test
  void bannedPhoneCallsForHelpOnlyWithARightPassword() {
    ban();

    var turnedAway = dial("101", "guess", "112");

    assertThat(turnedAway.successful()).isZero();
    assertThat(hub.calls().size()).isZero();
  }

  @Test
  void bannedPhoneTalksOnAndHangsUp() throws Exception {
    var account = new PhoneAccount("101", "alice-secret", hub.address());
    var sound = new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0));
    try (var alice = ScriptedPhone.open(InetAddress.ofLiteral(HOUSE), account, sound)) {
      alice.dial("*43");
      assertThat(alice.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
      ban();

      alice.hangUp();

      assertThat(alice.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
      assertThat(hub.await(CallEnded.class).cause()).isEqualTo("caller_hangup");
    }
  }

  @Test
  void phoneWhereItIsNotExpectedCallsForHelpAndNobodyElse() {
    dial("102", "bob-secret", "112").assertAllSuccessful();

    assertThat(hub.await(EmergencyCall.class).number()).isEqualTo("112");
    assertThat(dial("102", "bob-secret", "030123").successful()).isZero();
    assertThat(hub.calls().size()).isZero();
  }

  @Test
  void requestThatComesTwiceIsAnsweredAlike() {
    try (var phone = new Stranger(InetAddress.ofLiteral(HOUSE), hub.address())) {
      var answers = phone.registerTwice("101");

      assertThat(answers.getFirst()).startsWith("SIP/2.0 401").contains("nonce=");
      assertThat(answers.getLast()).isEqualTo(answers.getFirst());
    }
  }

  /** The phone with the old password tries to register, again and again. */
  private static void ban() {
    try (var old = new Stranger(InetAddress.ofLiteral(HOUSE), hub.address())) {
      for (int i = 0; i < BAN_AFTER; i++) {
        var challenge = old.challengeOf("101").orElseThrow();
        old.register("101", Stranger.proof(challenge, "101", "old", "REGISTER", "sip:127.0.0.10"));
        assertThat(old.nextStatus()).contains(401);
      }
      assertThat(old.challengeOf("101")).isEmpty();
    }
    assertThat(hub.engine().guard().bans()).extracting(Ban::source).containsExactly(HOUSE);
  }

  private static SippResult dial(String user, String password, String number) {
    return peers.run(
        SippScenario.of("call-uac-auth.xml", HOUSE, hub.address())
            .withCalls(1, 1, Duration.ofSeconds(4))
            .as(user, password)
            .calling(number));
  }
}
