package io.siprouter.core.auth;

import static io.siprouter.core.auth.TestPhone.HUB;
import static io.siprouter.core.auth.TestPhone.flow;
import static io.siprouter.core.auth.TestPhone.invite;
import static io.siprouter.core.auth.TestPhone.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthenticatorTest {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final SteppedEventLoops clock = new SteppedEventLoops();
  private final Device alice = TestPhone.device("alice", "101");
  private final Device bob = TestPhone.device("bob", "102");
  private final DigestAuthenticator authenticator =
      new DigestAuthenticator(HUB, List.of(alice, bob), new Nonces(LIFETIME, clock));
  private final SipFlow home = flow("192.0.2.10", 5060);
  private final SipRequest register = register("user-alice", 1).build();

  @Test
  void requestWithoutCredentialsIsChallengedWithTheStrongestAlgorithmFirst() {
    var challenge = challenge(register, home);

    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.headers()).extracting(Header::name).containsOnly("WWW-Authenticate");
    assertThat(offered(challenge))
        .extracting(DigestChallenge::algorithm)
        .containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
    assertThat(offered(challenge))
        .allMatch(offer -> offer.realm().equals(HUB))
        .allMatch(offer -> offer.qop().equals(List.of("auth")))
        .noneMatch(DigestChallenge::stale);
  }

  @Test
  void callIsChallengedLikeARegistration() {
    var challenge = challenge(invite("user-alice", "102").build(), home);

    assertThat(challenge.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource(names = {"MD5", "SHA_256"})
  void rightAnswerProvesTheDevice(DigestAlgorithm algorithm) {
    var answered = answered(register, home, algorithm, alice.password().reveal());

    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));
  }

  @Test
  void rightAnswerFromAnotherPortOfTheSameAddressProvesTheDevice() {
    var answered = answered(register, home, DigestAlgorithm.MD5, alice.password().reveal());

    assertThat(authenticator.check(answered, flow("192.0.2.10", 40_000)))
        .isEqualTo(new Authenticated(alice));
  }

  @Test
  void wrongPasswordIsChallengedAgain() {
    var answered = answered(register, home, DigestAlgorithm.SHA_256, "wrong");

    assertThat(offered(challenge(answered, home))).noneMatch(DigestChallenge::stale);
  }

  @Test
  void unknownUserGetsTheAnswerOfAWrongPassword() {
    var known = answered(register, home, DigestAlgorithm.SHA_256, "wrong");
    var unknown =
        TestPhone.answering(
            register, challenge(register, home).headers(), DigestAlgorithm.SHA_256, "eve", "wrong");

    assertThat(withoutNonces(challenge(unknown, home)))
        .isEqualTo(withoutNonces(challenge(known, home)));
  }

  @Test
  void rightAnswerToAnExpiredNonceIsToldThatOnlyTheNonceWasOld() {
    var late = answered(register, home, DigestAlgorithm.SHA_256, alice.password().reveal());
    clock.advance(LIFETIME.plusSeconds(1));

    var challenge = challenge(late, home);

    assertThat(offered(challenge)).allMatch(DigestChallenge::stale);
    var again =
        TestPhone.answering(
            register,
            challenge.headers(),
            DigestAlgorithm.SHA_256,
            alice.username(),
            alice.password().reveal());
    assertThat(authenticator.check(again, home)).isEqualTo(new Authenticated(alice));
  }

  @Test
  void wrongAnswerToAnExpiredNonceIsNotToldSo() {
    var late = answered(register, home, DigestAlgorithm.SHA_256, "wrong");
    clock.advance(LIFETIME.plusSeconds(1));

    assertThat(offered(challenge(late, home))).noneMatch(DigestChallenge::stale);
  }

  @Test
  void answerTakenToAnotherAddressIsChallengedThere() {
    var answered = answered(register, home, DigestAlgorithm.SHA_256, alice.password().reveal());

    var challenge = challenge(answered, flow("198.51.100.66", 5060));

    assertThat(offered(challenge)).allMatch(DigestChallenge::stale);
  }

  @Test
  void answerForAnotherRealmIsNoAnswer() {
    var foreign = DigestChallenge.of("elsewhere", "nonce", DigestAlgorithm.MD5);

    assertThat(challenge(answering(foreign, register.requestUriText()), home).status())
        .isEqualTo(401);
  }

  @Test
  void answerWithoutProtectionAgainstReplayIsNoAnswer() {
    var offer = offered(challenge(register, home)).getFirst();
    var old =
        new DigestChallenge(
            offer.realm(), offer.nonce(), offer.algorithm(), false, List.of(), "", false);

    assertThat(offered(challenge(answering(old, register.requestUriText()), home)))
        .noneMatch(DigestChallenge::stale);
  }

  @Test
  void answerOfAnAlgorithmWeDoNotOfferIsNoAnswer() {
    var offer = offered(challenge(register, home)).getFirst();
    var other = DigestChallenge.of(HUB, offer.nonce(), DigestAlgorithm.SHA_512_256);

    assertThat(challenge(answering(other, register.requestUriText()), home).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:192.0.2.1", "sip:192.0.2.1:5060", "sip:HUB.example;transport=udp"})
  void hubMayBeWrittenInAnotherWayInTheAnswer(String digestUri) {
    var offer = offered(challenge(register, home)).getFirst();

    assertThat(authenticator.check(answering(offer, digestUri), home))
        .isEqualTo(new Authenticated(alice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:0900123@hub.example", "nonsense"})
  void answerMadeForAnotherRequestIsRefused(String digestUri) {
    var offer = offered(challenge(register, home)).getFirst();

    assertThat(authenticator.check(answering(offer, digestUri), home))
        .isEqualTo(new Refused(400, "Digest URI Differs From Request URI"));
  }

  @Test
  void deviceMayRegisterUnderItsExtension() {
    var answered =
        answered(register("101", 1).build(), home, DigestAlgorithm.MD5, alice.password().reveal());

    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-bob", "102", "nobody"})
  void deviceMayNotRegisterForOthers(String user) {
    var answered =
        answered(register(user, 1).build(), home, DigestAlgorithm.MD5, alice.password().reveal());

    assertThat(authenticator.check(answered, home))
        .isEqualTo(new Refused(403, "Not Your Address Of Record"));
  }

  @Test
  void deviceMayCallOthers() {
    var call = invite("user-alice", "102").build();

    var answered = answered(call, home, DigestAlgorithm.SHA_256, alice.password().reveal());

    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));
  }

  @Test
  void brokenCredentialsAreNoAnswer() {
    var broken = register.toBuilder().header("Authorization", "Digest username=").build();

    assertThat(challenge(broken, home).status()).isEqualTo(401);
  }

  private SipRequest answered(
      SipRequest request, SipFlow flow, DigestAlgorithm algorithm, String password) {
    var challenges = challenge(request, flow).headers();
    return TestPhone.answering(request, challenges, algorithm, alice.username(), password);
  }

  private SipRequest answering(DigestChallenge challenge, String digestUri) {
    var password = alice.password().reveal();
    return TestPhone.with(
        register, TestPhone.answer(challenge, alice.username(), password, register, digestUri));
  }

  private Challenge challenge(SipRequest request, SipFlow flow) {
    return (Challenge) authenticator.check(request, flow);
  }

  private static List<DigestChallenge> offered(Challenge challenge) {
    return challenge.headers().stream().map(header -> TestPhone.parse(header.value())).toList();
  }

  private static String withoutNonces(Challenge challenge) {
    return challenge.toString().replaceAll("nonce=\"[^\"]*\"", "nonce");
  }
}
