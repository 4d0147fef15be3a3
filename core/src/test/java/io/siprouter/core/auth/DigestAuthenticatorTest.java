package io.siprouter.core.auth;

import static io.siprouter.core.auth.TestPhone.HUB;
import static io.siprouter.core.auth.TestPhone.flow;
import static io.siprouter.core.auth.TestPhone.invite;
import static io.siprouter.core.auth.TestPhone.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Device;
import io.siprouter.config.DigestName;
import io.siprouter.config.Network;
import io.siprouter.config.Secret;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
import io.siprouter.core.auth.Verdict.Strayed;
import io.siprouter.core.auth.Verdict.Wrong;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestAuthenticatorTest {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final SteppedEventLoops clock = new SteppedEventLoops();
  private final Device alice = TestPhone.device("alice", "101");
  private final Device bob = TestPhone.device("bob", "102", DigestName.MD5, DigestName.SHA_256);
  private final Device carol = TestPhone.device("carol", "103", DigestName.SHA_256);
  private final Device dave = expectedInTheHouse(TestPhone.device("dave", "104"));
  private final DigestAuthenticator authenticator =
      new DigestAuthenticator(
          HUB, List.of(alice, bob, carol, dave), NonceKey.random(), LIFETIME, clock);
  private final SipFlow home = flow("192.0.2.10", 5060);
  private final SipRequest register = register("user-alice", 1).build();

  @Test
  void requestWithoutCredentialsIsChallenged() {
    var challenge = challenge(register, home);

    assertThat(challenge.headers()).extracting(Header::name).containsOnly("WWW-Authenticate");
    assertThat(offered(challenge))
        .hasSize(1)
        .allMatch(offer -> offer.realm().equals(HUB))
        .allMatch(offer -> offer.qop().equals(List.of("auth")))
        .noneMatch(DigestChallenge::stale);
  }

  @Test
  void callIsChallengedLikeARegistration() {
    var challenge = challenge(invite("user-alice", "102").build(), home);

    assertThat(offered(challenge)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "user-alice, MD5",
    "101, MD5",
    "user-bob, SHA-256 MD5",
    "102, SHA-256 MD5",
    "user-carol, SHA-256",
    "103, SHA-256"
  })
  void deviceIsChallengedWithItsOwnAlgorithmsStrongestFirst(String user, String algorithms) {
    assertThat(algorithms(register(user, 1).build())).isEqualTo(algorithms);
  }

  @ParameterizedTest
  @CsvSource({"user-alice, 103, MD5", "user-carol, 101, SHA-256"})
  void callIsChallengedWithTheAlgorithmsOfItsCaller(String user, String number, String algorithms) {
    assertThat(algorithms(invite(user, number).build())).isEqualTo(algorithms);
  }

  @Test
  void registrationIsChallengedWithTheAlgorithmsOfWhomItRegisters() {
    var byAlice = NameAddr.of(SipUri.of("user-alice", HUB)).withTag("phone");

    assertThat(algorithms(register("user-carol", 1).from(byAlice).build())).isEqualTo("SHA-256");
  }

  @Test
  void unknownUserIsChallengedLikeADeviceThatIsConfiguredByDefault() throws Exception {
    var config =
        ConfigLoader.parse(
            """
            {"devices": [{"id": "a", "extension": "1", "username": "a", "password": "p"}]}
            """);
    var byDefault =
        new DigestAuthenticator(HUB, config.devices(), NonceKey.random(), LIFETIME, clock);

    assertThat(algorithms(byDefault.check(register("nobody", 1).build(), home)))
        .isEqualTo(algorithms(byDefault.check(register("a", 1).build(), home)));
  }

  @Test
  void unknownUsersAreChallengedLikeOneDeviceOrAnotherAndAlwaysTheSame() {
    Supplier<List<String>> seen =
        () ->
            IntStream.range(0, 100)
                .mapToObj(i -> algorithms(register("nobody-" + i, 1).build()))
                .toList();

    assertThat(seen.get()).contains("MD5", "SHA-256 MD5", "SHA-256").isEqualTo(seen.get());
  }

  @ParameterizedTest
  @CsvSource({"alice, MD5", "bob, MD5", "bob, SHA_256", "carol, SHA_256"})
  void rightAnswerProvesTheDevice(String id, DigestAlgorithm algorithm) {
    var request = register("user-" + id, 1).build();

    assertThat(authenticator.check(proven(request, id, algorithm), home))
        .isInstanceOfSatisfying(
            Authenticated.class, proof -> assertThat(proof.device().id()).isEqualTo(id));
  }

  @Test
  void rightPasswordFromWhereItIsNotExpectedIsAnsweredLikeAWrongOne() {
    var request = register("user-dave", 1).build();
    var guess = guess(request, challenge(request, home).headers(), "user-dave");

    var right = authenticator.check(proven(request, "dave", DigestAlgorithm.MD5), home);
    var wrong = authenticator.check(guess, home);

    var strayed = (Strayed) right;
    assertThat(strayed.device()).isEqualTo(dave);
    assertThat(withoutNonces(strayed.again())).isEqualTo(withoutNonces(((Wrong) wrong).again()));
    assertThat(authenticator.strayed()).isEqualTo(1);
  }

  @Test
  void deviceIsLetInWhereItIsExpected() {
    var house = flow("10.1.2.3", 5060);
    var request = register("user-dave", 1).build();
    var challenges = challenge(request, house).headers();
    var proof =
        TestPhone.answering(
            request, challenges, DigestAlgorithm.MD5, dave.username(), dave.password().reveal());

    assertThat(authenticator.check(proof, house)).isEqualTo(new Authenticated(dave));
    assertThat(authenticator.strayed()).isZero();
  }

  private static Device expectedInTheHouse(Device device) {
    return new Device(
        device.id(),
        device.displayName(),
        device.extension(),
        device.username(),
        device.password(),
        device.digest(),
        device.maxContacts(),
        device.codecs(),
        List.of(new Network(InetAddress.ofLiteral("10.0.0.0"), 8)),
        device.callerNumber(),
        device.mayDial(),
        device.quirks(),
        device.headers());
  }

  @ParameterizedTest
  @CsvSource({"alice, SHA_256", "carol, MD5"})
  void rightAnswerOfAnAlgorithmThatTheDeviceDoesNotListIsNoAnswer(
      String id, DigestAlgorithm algorithm) {
    var request = register("user-" + id, 1).build();

    var again = challenge(proven(request, id, algorithm), home);

    assertThat(offered(again)).allMatch(DigestChallenge::stale);
    assertThat(algorithms(again)).isEqualTo(algorithms(request));
  }

  @Test
  void deviceThatCallsUnderAnotherNameIsAskedForItsOwnAlgorithmsOnceItShowsWhoItIs() {
    var call = invite("+4930123", "102").build();

    var again = challenge(proven(call, "carol", DigestAlgorithm.MD5), home);

    assertThat(algorithms(again)).isEqualTo("SHA-256");
    assertThat(offered(again)).allMatch(DigestChallenge::stale);
  }

  @Test
  void claimToBeAnotherDoesNotWeakenTheDigestOfADevice() {
    var call = invite("user-alice", "102").build();

    var weak = proven(call, "carol", DigestAlgorithm.MD5);

    assertThat(algorithms(challenge(weak, home))).isEqualTo("SHA-256");
  }

  @Test
  void rightAnswerFromAnotherPortOfTheSameAddressProvesTheDevice() {
    var answered = answered(register, alice.password().reveal());

    assertThat(authenticator.check(answered, flow("192.0.2.10", 40_000)))
        .isEqualTo(new Authenticated(alice));
  }

  @Test
  void wrongPasswordIsChallengedAgain() {
    var answered = answered(register, "wrong");

    assertThat(offered(challenge(answered, home))).noneMatch(DigestChallenge::stale);
  }

  @Test
  void unknownUserGetsTheAnswerOfAWrongPasswordForTheSameWork() {
    var hashes = new ArrayList<String>();
    var erin = TestPhone.device("erin", "105");
    var key = NonceKey.random();
    var counting =
        new DigestAuthenticator(
            HUB,
            List.of(alice, erin),
            key,
            new Nonces(key, LIFETIME, clock),
            (given, password, method) -> {
              hashes.add(given.username());
              return Digest.verify(given, password, method);
            });
    var challenges = ((Challenge) counting.check(register, home)).headers();

    var known = counting.check(guess(challenges, "user-alice"), home);
    var unknown = counting.check(guess(challenges, "user-eve"), home);

    assertThat(withoutNonces(unknown)).isEqualTo(withoutNonces(known)).startsWith("Wrong");
    assertThat(hashes).containsExactly("user-alice", "user-eve");
  }

  private SipRequest guess(List<Header> challenges, String username) {
    return guess(register, challenges, username);
  }

  private static SipRequest guess(SipRequest request, List<Header> challenges, String username) {
    return TestPhone.answering(request, challenges, DigestAlgorithm.MD5, username, "guess");
  }

  @Test
  void onlyAWrongAnswerToANonceIssuedToItsSenderIsHeldAgainstIt() {
    var wrong = answered(register, "wrong");

    assertThat(authenticator.check(register, home)).isInstanceOf(Challenge.class);
    assertThat(authenticator.check(wrong, home)).isInstanceOf(Wrong.class);
    assertThat(authenticator.check(wrong, flow("198.51.100.66", 5060)))
        .isInstanceOf(Challenge.class);
    clock.advance(LIFETIME.plusSeconds(1));
    assertThat(authenticator.check(wrong, home)).isInstanceOf(Challenge.class);
  }

  @Test
  void replayedAnswerIsNoProof() {
    var answered = answered(register, alice.password().reveal());
    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));

    assertThat(offered(challenge(answered, home))).allMatch(DigestChallenge::stale);
  }

  @Test
  void repeatedRequestIsChallengedWithTheSameNonce() {
    var first = authenticator.check(register, home);

    clock.advance(Duration.ofSeconds(4));

    assertThat(authenticator.check(register, home)).isEqualTo(first);
    assertThat(authenticator.check(register("user-alice", 2).build(), home)).isNotEqualTo(first);
  }

  @Test
  void repeatedWrongAnswerIsChallengedWithTheSameNonceWhichIsAnother() {
    var first = authenticator.check(register, home);
    var wrong = answered(register, "wrong");

    var again = authenticator.check(wrong, home);

    assertThat(authenticator.check(wrong, home))
        .isEqualTo(again)
        .isNotEqualTo(new Wrong((Challenge) first));
  }

  @Test
  void changedPasswordMakesTheOldOneWrongAndTheNewOneRightWithTheSameNonce() {
    var challenges = challenge(register, home).headers();
    var now = authenticator.knowing(HUB, List.of(withPassword(alice, "new")));

    assertThat(now.check(answering(challenges, "secret-alice"), home)).isInstanceOf(Wrong.class);
    assertThat(now.check(answering(challenges, "new"), home)).isInstanceOf(Authenticated.class);
  }

  @Test
  void removedDeviceIsNobody() {
    var challenges = challenge(register, home).headers();
    var now = authenticator.knowing(HUB, List.of(bob));

    assertThat(now.check(answering(challenges, "secret-alice"), home)).isInstanceOf(Wrong.class);
  }

  @Test
  void usedNonceStaysUsedWhoeverElseIsKnown() {
    var answered = answered(register, alice.password().reveal());
    authenticator.check(answered, home);

    var again = authenticator.knowing(HUB, List.of(alice)).check(answered, home);

    assertThat(offered((Challenge) again)).allMatch(DigestChallenge::stale);
  }

  private SipRequest answering(List<Header> challenges, String password) {
    return TestPhone.answering(
        register, challenges, DigestAlgorithm.MD5, alice.username(), password);
  }

  private static Device withPassword(Device device, String password) {
    return new Device(
        device.id(),
        device.displayName(),
        device.extension(),
        device.username(),
        Secret.of(password),
        device.digest(),
        device.maxContacts(),
        device.codecs(),
        device.expectedAddress(),
        device.callerNumber(),
        device.mayDial(),
        device.quirks(),
        device.headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-alice", "wrong"})
  void answerOfBeforeARestartIsAskedForOnceMoreAndHeldAgainstNobody(String password) {
    var key = NonceKey.random();
    var before = new DigestAuthenticator(HUB, List.of(alice), key, LIFETIME, clock);
    var challenges = ((Challenge) before.check(register, home)).headers();
    var old =
        TestPhone.answering(register, challenges, DigestAlgorithm.MD5, alice.username(), password);

    var after = new DigestAuthenticator(HUB, List.of(alice), key, LIFETIME, clock);

    assertThat(offered((Challenge) after.check(old, home))).allMatch(DigestChallenge::stale);
  }

  @Test
  void rightAnswerToAnExpiredNonceIsToldThatOnlyTheNonceWasOld() {
    var late = answered(register, alice.password().reveal());
    clock.advance(LIFETIME.plusSeconds(1));

    var challenge = challenge(late, home);

    assertThat(offered(challenge)).allMatch(DigestChallenge::stale);
    var again =
        TestPhone.answering(
            register,
            challenge.headers(),
            DigestAlgorithm.MD5,
            alice.username(),
            alice.password().reveal());
    assertThat(authenticator.check(again, home)).isEqualTo(new Authenticated(alice));
  }

  @Test
  void wrongAnswerToAnExpiredNonceGetsTheSameReplyAsARightOne() {
    var wrong = answered(register, "wrong");
    var right = answered(register, alice.password().reveal());
    clock.advance(LIFETIME.plusSeconds(1));

    assertThat(withoutNonces(challenge(wrong, home)))
        .isEqualTo(withoutNonces(challenge(right, home)));
  }

  @Test
  void answerTakenToAnotherAddressIsChallengedThere() {
    var answered = answered(register, alice.password().reveal());

    var challenge = challenge(answered, flow("198.51.100.66", 5060));

    assertThat(offered(challenge)).allMatch(DigestChallenge::stale);
  }

  @Test
  void answerForAnotherRealmIsNoAnswer() {
    var foreign = DigestChallenge.of("elsewhere", "nonce", DigestAlgorithm.MD5);

    assertThat(offered(challenge(answering(foreign, register.requestUriText()), home)))
        .noneMatch(DigestChallenge::stale);
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

    assertThat(offered(challenge(answering(other, register.requestUriText()), home)))
        .allMatch(offered -> offered.algorithm() == DigestAlgorithm.MD5);
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
    var answered = answered(register("101", 1).build(), alice.password().reveal());

    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-bob", "102"})
  void deviceMayNotRegisterForOthers(String user) {
    var answered = answered(register(user, 1).build(), alice.password().reveal());

    assertThat(authenticator.check(answered, home))
        .isEqualTo(new Refused(403, "Not Your Address Of Record"));
  }

  @Test
  void deviceMayNotRegisterForNobody() {
    var answered = answered(register(nobody(), 1).build(), alice.password().reveal());

    assertThat(authenticator.check(answered, home))
        .isEqualTo(new Refused(403, "Not Your Address Of Record"));
  }

  /** A name of no device that is challenged as alice is. */
  private String nobody() {
    return IntStream.range(0, 100)
        .mapToObj(i -> "nobody" + i)
        .filter(name -> offersMd5(authenticator.check(register(name, 1).build(), home)))
        .findFirst()
        .orElseThrow();
  }

  private static boolean offersMd5(Verdict verdict) {
    return verdict instanceof Challenge(var headers)
        && headers.stream().anyMatch(header -> header.value().contains("algorithm=MD5"));
  }

  @Test
  void deviceMayCallOthers() {
    var call = invite("user-alice", "102").build();

    var answered = answered(call, alice.password().reveal());

    assertThat(authenticator.check(answered, home)).isEqualTo(new Authenticated(alice));
  }

  @Test
  void brokenCredentialsAreNoAnswer() {
    var broken = register.toBuilder().header("Authorization", "Digest username=").build();

    assertThat(offered(challenge(broken, home))).hasSize(1);
  }

  /** The request with alice's answer to its challenge. */
  private SipRequest answered(SipRequest request, String password) {
    var challenges = challenge(request, home).headers();
    return TestPhone.answering(
        request, challenges, DigestAlgorithm.MD5, alice.username(), password);
  }

  /** The request with a device's right answer of an algorithm, offered or not. */
  private SipRequest proven(SipRequest request, String id, DigestAlgorithm algorithm) {
    var nonce = offered(challenge(request, home)).getFirst().nonce();
    return TestPhone.with(
        request,
        TestPhone.answer(
            DigestChallenge.of(HUB, nonce, algorithm),
            "user-" + id,
            "secret-" + id,
            request,
            request.requestUriText()));
  }

  private SipRequest answering(DigestChallenge challenge, String digestUri) {
    var password = alice.password().reveal();
    return TestPhone.with(
        register, TestPhone.answer(challenge, alice.username(), password, register, digestUri));
  }

  private Challenge challenge(SipRequest request, SipFlow flow) {
    return switch (authenticator.check(request, flow)) {
      case Challenge challenge -> challenge;
      case Wrong(var again) -> again;
      case Strayed(_, var again) -> again;
      case Authenticated _, Refused _ -> throw new AssertionError("no challenge");
    };
  }

  private String algorithms(SipRequest request) {
    return algorithms(authenticator.check(request, home));
  }

  private static String algorithms(Verdict verdict) {
    return offered((Challenge) verdict).stream()
        .map(challenge -> challenge.algorithm().token())
        .collect(Collectors.joining(" "));
  }

  private static List<DigestChallenge> offered(Challenge challenge) {
    return challenge.headers().stream().map(header -> TestPhone.parse(header.value())).toList();
  }

  private static String withoutNonces(Verdict verdict) {
    return verdict.toString().replaceAll("nonce=\"[^\"]*\"", "nonce");
  }
}
