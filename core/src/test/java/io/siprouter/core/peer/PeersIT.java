package io.siprouter.core.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The nouns themselves, without our daemon: what they cannot do here no other test can blame on it.
 */
class PeersIT {
  @RegisterExtension static final Peers peers = new Peers();

  private static Asterisk carrier;

  @BeforeAll
  static void startCarrier() {
    carrier = peers.start(AsteriskProfile.carrier());
  }

  @Test
  void baresipHearsTheMilliwattOfTheCarrier() {
    var alice = peers.start(BaresipProfile.of("alice", "127.0.0.51"));
    var account = new SipAccount("trunk1", "trunk1-secret", carrier.address());
    alice.register(account);
    carrier.awaitContact("trunk1");

    alice.dial(account, "601");
    alice.awaitEstablished();
    alice.awaitHeard(Duration.ofSeconds(2));
    alice.hangUp();
    alice.awaitClosed();

    assertThat(alice.heard().toneToNoiseDb(1004)).isGreaterThan(25);
    assertThat(alice.heard().toneLevelDb(440)).isLessThan(-40);
  }

  @Test
  void baresipHearsItsOwnToneFromTheEcho() {
    var bob = peers.start(BaresipProfile.of("bob", "127.0.0.52").playingTone(700));
    var account = new SipAccount("trunkulaw", "trunkulaw-secret", carrier.address()).overTcp();
    bob.register(account);

    bob.dial(account, "600");
    bob.awaitEstablished();
    bob.awaitHeard(Duration.ofSeconds(2));
    bob.hangUp();
    bob.awaitClosed();

    assertThat(bob.heard().toneToNoiseDb(700)).isGreaterThan(25);
    assertThat(bob.said().toneToNoiseDb(700)).isGreaterThan(25);
    bob.remove(account);
    carrier.awaitNoContact("trunkulaw");
  }

  @Test
  void carrierCallsARegisteredPhone() {
    var carol = peers.start(BaresipProfile.of("carol", "127.0.0.53"));
    carol.register(new SipAccount("trunkulaw", "trunkulaw-secret", carrier.address()));

    carrier.call("trunkulaw", "trunkulaw", "601");
    assertThat(carol.awaitIncoming().peerUri()).contains("4930601");
    carol.accept();
    carol.awaitEstablished();
    carrier.hangUpAll();
    carol.awaitClosed();

    carrier.awaitIdle();
  }

  @Test
  void phone256RefusesADigestThatIsNotSha256() {
    var phones = peers.start(AsteriskProfile.phone().withHub(carrier.address()));

    phones.awaitCli(
        "pjsip show registrations", "phone256-reg-0/.* Rejected", Duration.ofSeconds(5));

    assertThat(phones.logs().getFirst()).content().contains("No auth objects matching realm");
  }

  @Test
  void sippAsksTheCarrierForItsOptions() {
    var options = SippScenario.of("options.xml", "127.0.0.61", carrier.address());

    var result = peers.run(options.as("trunk1", "").withCalls(20, 100, Duration.ofSeconds(5)));

    result.assertAllSuccessful();
    assertThat(result.successful()).isEqualTo(20);
  }

  @Test
  void sippRegistersAndCallsWithDigest() {
    var register = SippScenario.of("register.xml", "127.0.0.62", carrier.address());
    var call = SippScenario.of("call-uac-auth.xml", "127.0.0.63", carrier.address());

    peers.run(register.as("trunkulaw", "trunkulaw-secret")).assertAllSuccessful();
    peers.run(call.as("trunk1", "trunk1-secret").calling("600")).assertAllSuccessful();
  }

  @Test
  void sippCancelsWhileTheCarrierRings() {
    var cancel = SippScenario.of("cancel-while-ringing.xml", "127.0.0.64", carrier.address());

    peers.run(cancel.as("trunk1", "trunk1-secret").calling("605")).assertAllSuccessful();
  }

  @Test
  void sippAnswersTheCarrierAndWaitsForItsBye() {
    var register = SippScenario.of("register.xml", "127.0.0.66", carrier.address());
    peers.run(register.as("trunk1", "trunk1-secret")).assertAllSuccessful();
    var callee = peers.start(SippScenario.of("uas.xml", "127.0.0.66", carrier.address()));

    carrier.call("trunk1", "100", "612");

    callee.result().assertAllSuccessful();
  }

  @Test
  void baresipPressesKeysThatTheCarrierReads() {
    var dave = peers.start(BaresipProfile.of("dave", "127.0.0.54"));
    var account = new SipAccount("trunk1", "trunk1-secret", carrier.address());
    dave.register(account);

    dave.dial(account, "607");
    dave.awaitEstablished();
    dave.awaitHeard(Duration.ofMillis(200));
    dave.press("12#");

    carrier.awaitDigits("12");
    assertThat(dave.await("CALL_DTMF_START").param()).isEqualTo("1");
  }
}
