package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.guard.Ban;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who knows no password makes no call, and keeps nobody else from calling. */
class StrangersIT {

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int BAN_AFTER = 10;
  private static final String NET = "127.78." + ProcessHandle.current().pid() % 250 + ".";
  private static final InetAddress OWNER = InetAddress.ofLiteral(NET + "2");
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral(NET + "66");

  private static Hub hub;
  private Stranger stranger;

  @BeforeAll
  static void start() {
    hub =
        Hub.start(
            """
            {
              "server": {
                "lanAddress": "%s1",
                "rtpPorts": {"min": 28000, "max": 28099},
                "limits": {"perSourceRate": 1000, "banAfter": %d}
              },
              "providers": [
                {"id": "carrier", "domain": "%s9", "username": "carrier", "password": "carrier-secret"}
              ],
              "devices": [
                {"id": "owner", "extension": "101", "username": "owner", "password": "owner-secret"},
                {"id": "other", "extension": "102", "username": "other", "password": "other-secret",
                 "mayDial": ["10*"]}
              ],
              "routes": [
                {"id": "out", "match": {"direction": "outbound", "numberPattern": "0*"},
                 "action": {"provider": "carrier"}},
                {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["owner"]}}
              ]
            }
            """
                .formatted(NET, BAN_AFTER, NET));
  }

  @AfterAll
  static void stop() {
    if (hub != null) {
      hub.close();
    }
  }

  @BeforeEach
  void come() {
    stranger = new Stranger(ELSEWHERE, hub.address());
  }

  @AfterEach
  void go() {
    stranger.close();
    hub.engine().guard().unban(ELSEWHERE);
    hub.engine().guard().unban(OWNER);
  }

  /** What a line of {@link #INVITE} is replaced by. */
  record Form(String name, String old, String replacement) {

    String message() {
      assertThat(INVITE).contains(old);
      return INVITE.replace(old, replacement);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final String INVITE =
      """
      INVITE sip:0900123456@HUB SIP/2.0
      Via: SIP/2.0/UDP HERE;branch=BRANCH;rport
      Max-Forwards: 70
      From: <sip:owner@HUB>;tag=f
      To: <sip:0900123456@HUB>
      Call-ID: CALLID
      CSeq: 1 INVITE
      Contact: <sip:owner@HERE>
      Content-Length: 0

      """;

  private static final String LINE = "INVITE sip:0900123456@HUB SIP/2.0";
  private static final String FROM = "From: <sip:owner@HUB>;tag=f";
  private static final String TO = "To: <sip:0900123456@HUB>";
  private static final String CONTACT = "Contact: <sip:owner@HERE>";
  private static final String LENGTH = "Content-Length: 0";
  private static final String VIA = "Via: SIP/2.0/UDP HERE;branch=BRANCH;rport";

  static Stream<Form> withoutPassword() {
    return Stream.of(
        new Form("plain", LINE, LINE),
        new Form("from an extension", FROM, "From: <sip:101@HUB>;tag=f"),
        new Form("from the provider", FROM, "From: <sip:carrier@" + NET + "9>;tag=f"),
        new Form(
            "from nobody", FROM, "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=f"),
        new Form("from the hub itself", FROM, "From: <sip:HUB>;tag=f"),
        new Form("from a telephone number", FROM, "From: <tel:+4930123>;tag=f"),
        new Form("from a password in the URI", FROM, "From: <sip:owner:owner-secret@HUB>;tag=f"),
        new Form("to a tel URI", LINE, "INVITE tel:+49900123456 SIP/2.0"),
        new Form("to a sips URI", LINE, "INVITE sips:0900123456@HUB SIP/2.0"),
        new Form(
            "to a phone", LINE, "INVITE sip:0900123456;phone-context=+49@HUB;user=phone SIP/2.0"),
        new Form("to a password in the URI", LINE, "INVITE sip:0900:owner-secret@HUB SIP/2.0"),
        new Form("relayed to a foreign host", LINE, "INVITE sip:0900123456@192.0.2.1 SIP/2.0"),
        new Form("relayed to the provider", LINE, "INVITE sip:0900123456@" + NET + "9 SIP/2.0"),
        new Form("to the provider's account", LINE, "INVITE sip:carrier@HUB SIP/2.0"),
        new Form("to a guessed line", LINE, "INVITE sip:carrier@HUB;line=1 SIP/2.0"),
        new Form("echo test", LINE, "INVITE sip:*43@HUB SIP/2.0"),
        new Form("to the owner", TO, "To: <sip:owner@HUB>"),
        new Form("in no dialog", TO, "To: <sip:0900123456@HUB>;tag=guessed"),
        new Form("routed to the provider", LENGTH, "Route: <sip:" + NET + "9;lr>\n" + LENGTH),
        new Form(
            "routed through us",
            LENGTH,
            "Route: <sip:HUB;lr>\nRoute: <sip:" + NET + "9;lr>\n" + LENGTH),
        new Form("recorded", LENGTH, "Record-Route: <sip:HUB;lr>\n" + LENGTH),
        new Form("contact is the hub", CONTACT, "Contact: <sip:owner@HUB>"),
        new Form("contact is the provider", CONTACT, "Contact: <sip:carrier@" + NET + "9>"),
        new Form("contact is many", CONTACT, CONTACT + ", <sip:owner@HUB>;q=1"),
        new Form("asserted", LENGTH, "P-Asserted-Identity: <sip:owner@HUB>\n" + LENGTH),
        new Form("preferred", LENGTH, "P-Preferred-Identity: <sip:101@HUB>\n" + LENGTH),
        new Form(
            "remote party",
            LENGTH,
            "Remote-Party-ID: <sip:101@HUB>;party=calling;screen=yes\n" + LENGTH),
        new Form("diverted", LENGTH, "Diversion: <sip:101@HUB>;reason=unconditional\n" + LENGTH),
        new Form("referred", LENGTH, "Referred-By: <sip:owner@HUB>\n" + LENGTH),
        new Form("replacing", LENGTH, "Replaces: a@b;to-tag=c;from-tag=d\n" + LENGTH),
        new Form("joining", LENGTH, "Require: join\nJoin: a@b;to-tag=c;from-tag=d\n" + LENGTH),
        new Form("via the owner", VIA, "Via: SIP/2.0/UDP " + NET + "2;branch=BRANCH;rport"),
        new Form("received from the owner", VIA, VIA + ";received=" + NET + "2"),
        new Form("maddr", VIA, VIA + ";maddr=" + NET + "9"),
        new Form("other method", LINE, "invite sip:0900123456@HUB SIP/2.0"),
        new Form("proxy credentials", LENGTH, "Proxy-Authorization: Basic b3duZXI6\n" + LENGTH),
        new Form("empty credentials", LENGTH, "Authorization: Digest\n" + LENGTH),
        new Form(
            "credentials without a response",
            LENGTH,
            "Authorization: Digest username=\"owner\", realm=\"siprouter\", nonce=\"\", uri=\"\","
                + " response=\"\"\n"
                + LENGTH));
  }

  @ParameterizedTest
  @MethodSource
  void withoutPassword(Form form) {
    assertTurnedAway(form.message());
  }

  static Stream<String> otherMethods() {
    return Stream.of(
        "REFER", "MESSAGE", "SUBSCRIBE", "PUBLISH", "UPDATE", "BYE", "CANCEL", "PRACK");
  }

  @ParameterizedTest
  @MethodSource
  void otherMethods(String method) {
    assertTurnedAway(
        INVITE
            .replace("INVITE", method)
            .replace(LENGTH, "Refer-To: <sip:0900123456@HUB>\n" + LENGTH));
  }

  @Test
  void credentialsOfSomethingElseMakeNoCall() {
    var uri = "sip:0900123456@" + NET + "1";
    var mine = challenge();
    try (var owner = new Stranger(OWNER, hub.address())) {
      var owners = owner.challengeOf("owner").orElseThrow();
      var stolen = Stranger.proof(owners, "owner", "owner-secret", "INVITE", uri);

      assertTurnedAway(authorised(stolen));
    }
    var proofs =
        List.of(
            Stranger.proof(mine, "owner", "guess", "INVITE", uri),
            Stranger.proof(mine, "nobody", "guess", "INVITE", uri),
            Stranger.proof(mine, "owner", "owner-secret", "REGISTER", uri),
            Stranger.proof(mine, "owner", "owner-secret", "INVITE", "sip:101@" + NET + "1"),
            Stranger.proof(foreign(), "owner", "owner-secret", "INVITE", uri),
            Stranger.proof(mine, "owner", "owner-secret", "INVITE", uri).replace("qop=auth, ", ""),
            Stranger.proof(mine, "owner", "owner-secret", "INVITE", uri)
                .replace("siprouter", "other"));
    for (var proof : proofs) {
      assertTurnedAway(authorised(proof));
    }
  }

  @Test
  void deviceMakesNoCallThatItMayNotDial() {
    var uri = "sip:0900123456@" + NET + "1";
    var proof = Stranger.proof(challenge(), "other", "other-secret", "INVITE", uri);

    stranger.send(authorised(proof));

    assertThat(stranger.nextStatus()).contains(100);
    assertThat(stranger.nextStatus()).contains(403);
  }

  @Test
  void guesserIsShutOutWhileTheOwnerKeepsCalling() throws Exception {
    try (var owner = phone(OWNER)) {
      call(owner);
      for (int i = 0; i < BAN_AFTER; i++) {
        assertThat(guess()).contains(401);
      }

      assertThat(stranger.challengeOf("owner")).isEmpty();
      assertThat(hub.engine().guard().bans())
          .extracting(Ban::source)
          .containsExactly(ELSEWHERE.getHostAddress());
      call(owner);

      hub.engine().guard().unban(ELSEWHERE);
      assertThat(stranger.challengeOf("owner")).isPresent();
    }
  }

  @Test
  void spoofedFailuresBanNobody() throws Exception {
    var mine = challenge();
    try (var spoofer = new Stranger(OWNER, hub.address());
        var owner = phone(OWNER)) {
      for (var nonce : List.of(mine, foreign())) {
        for (int i = 0; i < 3 * BAN_AFTER; i++) {
          var uri = "sip:" + NET + "1";
          spoofer.register("owner", Stranger.proof(nonce, "owner", "guess", "REGISTER", uri));
          assertThat(spoofer.nextStatus()).contains(401);
        }
      }

      assertThat(hub.engine().guard().bans()).isEmpty();
      call(owner);
    }
  }

  private Optional<Integer> guess() {
    var proof = Stranger.proof(challenge(), "owner", "guess", "REGISTER", "sip:" + NET + "1");
    stranger.register("owner", proof);
    return stranger.nextStatus();
  }

  private DigestChallenge challenge() {
    return stranger.challengeOf("owner").orElseThrow();
  }

  private static DigestChallenge foreign() {
    return DigestChallenge.of("siprouter", "bm9uY2U", DigestAlgorithm.MD5);
  }

  private static String authorised(String proof) {
    return INVITE.replace(LENGTH, proof + LENGTH);
  }

  private void assertTurnedAway(String message) {
    assertThat(stranger.answersTo(stranger.send(message))).allMatch(status -> status >= 400);
    assertThat(hub.calls().size()).isZero();
  }

  private static ScriptedPhone phone(InetAddress address)
      throws SocketException, InterruptedException {
    var account = new PhoneAccount("owner", "owner-secret", hub.address());
    var sound = new PhoneSound(List.of(Codec.PCMU), 440, List.of(440.0));
    var phone = ScriptedPhone.open(address, account, sound);
    phone.register();
    assertThat(phone.awaitRegistration(LIMIT))
        .containsInstanceOf(PhoneRegistration.Registered.class);
    return phone;
  }

  /** Calls the echo test. */
  private static void call(ScriptedPhone phone) throws InterruptedException {
    phone.dial("*43");
    assertThat(phone.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
    phone.hangUp();
    assertThat(phone.awaitState(PhoneState.Ended.class, LIMIT)).isPresent();
    hub.awaitNoCalls();
  }
}
