package io.siprouter.core.phone;

import static io.siprouter.core.phone.TestPhones.SOON;
import static io.siprouter.core.phone.TestPhones.stateOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.phone.PhoneRegistration.Refused;
import io.siprouter.core.phone.PhoneRegistration.Registered;
import io.siprouter.core.phone.PhoneState.Alerting;
import io.siprouter.core.phone.PhoneState.Cause;
import io.siprouter.core.phone.PhoneState.Ended;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestAlgorithm;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.auth.DigestCredentials;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneSignallingTest {

  private final TestPhones phones = new TestPhones();
  private TestServer server;
  private ScriptedPhone phone;

  @BeforeEach
  void openPhone() throws IOException {
    server = new TestServer();
    phone = phones.open("101", server.address(), Codec.PCMU);
  }

  @AfterEach
  void closePhone() {
    phones.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void registersWithDigest(DigestAlgorithm algorithm) throws Exception {
    server.answers(request -> challenging(request, algorithm, 401));

    phone.register();

    assertThat(phone.awaitRegistration(SOON)).contains(new Registered());
    var first = server.next(SOON);
    var second = server.next(SOON);
    assertThat(second.callId()).isEqualTo(first.callId());
    assertThat(second.cSeq().number()).isGreaterThan(first.cSeq().number());
  }

  @Test
  void wrongPasswordIsTriedOnce() throws Exception {
    var forAnother = DigestChallenge.of("elsewhere", "nonce", DigestAlgorithm.SHA_256);
    server.answers(request -> Optional.of(challenge(request, 401, forAnother)));

    phone.register();

    assertThat(phone.awaitRegistration(SOON)).contains(new Refused(401));
    assertThat(server.next(SOON).headers().contains("Authorization")).isFalse();
    assertThat(server.next(SOON).headers().contains("Authorization")).isTrue();
  }

  @Test
  void closingUnregisters() throws Exception {
    server.answers(request -> Optional.of(ok(request)));
    phone.register();
    phone.awaitRegistration(SOON);

    phone.close();

    assertThat(server.next(SOON).expires()).hasValue(3600);
    assertThat(server.next(SOON).expires()).hasValue(0);
  }

  @Test
  void requestThatGotLostIsSentAgain() throws Exception {
    var toLose = new AtomicInteger(2);
    server.answers(
        request -> toLose.getAndDecrement() > 0 ? Optional.empty() : Optional.of(ok(request)));

    phone.register();

    assertThat(phone.awaitRegistration(SOON)).contains(new Registered());
    assertThat(server.next(SOON)).isEqualTo(server.next(SOON)).isEqualTo(server.next(SOON));
  }

  @Test
  void inviteIsChallengedAcknowledgedAndSentAgain() throws Exception {
    server.answers(
        request ->
            request.method().equals("INVITE")
                ? challenging(request, DigestAlgorithm.SHA_256, 407)
                : Optional.of(ok(request)));

    phone.dial("102");

    var first = server.next(SOON);
    var ack = server.next(SOON);
    var second = server.next(SOON);
    assertThat(ack.method()).isEqualTo("ACK");
    assertThat(ack.topVia()).isEqualTo(first.topVia());
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(second.topVia().branch()).isNotEqualTo(first.topVia().branch());
  }

  @Test
  void answerWithoutSoundIsAckedAndHungUp() throws Exception {
    server.answers(request -> Optional.of(ok(request)));

    phone.dial("102");

    assertThat(stateOf(phone, Ended.class)).isEqualTo(new Ended(Cause.NO_COMMON_SOUND, 200));
    assertThat(server.nextMethods(3, SOON)).containsExactly("INVITE", "ACK", "BYE");
  }

  @Test
  void answerThatCrossesCancelIsAckedAndHungUp() throws Exception {
    var invites = new LinkedBlockingQueue<SipRequest>();
    server.answers(
        request ->
            switch (request.method()) {
              case "INVITE" -> {
                invites.add(request);
                yield Optional.of(response(request, 180).build());
              }
              case "CANCEL" -> Optional.of(ok(invites.remove()));
              default -> Optional.of(ok(request));
            });
    phone.dial("102");
    stateOf(phone, Alerting.class);

    phone.hangUp();

    assertThat(stateOf(phone, Ended.class)).isEqualTo(new Ended(Cause.CANCELLED, 200));
    assertThat(server.nextMethods(2, SOON)).containsExactly("INVITE", "CANCEL");
    assertThat(server.nextMethods(2, SOON)).containsExactly("ACK", "BYE");
  }

  private static Optional<SipResponse> challenging(
      SipRequest request, DigestAlgorithm algorithm, int status) {
    var given = request.headers().first(status == 407 ? "Proxy-Authorization" : "Authorization");
    var challenge = DigestChallenge.of("test realm", "a nonce", algorithm);
    return Optional.of(
        given.filter(value -> proves(value, request.method())).isPresent()
            ? ok(request)
            : challenge(request, status, challenge));
  }

  private static boolean proves(String credentials, String method) {
    try {
      return Digest.verify(DigestCredentials.parse(credentials), "secret of 101", method);
    } catch (SipParseException e) {
      throw new AssertionError(e);
    }
  }

  private static SipResponse challenge(SipRequest request, int status, DigestChallenge challenge) {
    var header = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
    return response(request, status).header(header, challenge.toString()).build();
  }

  private static SipResponse ok(SipRequest request) {
    return response(request, 200).build();
  }

  private static SipResponse.Builder response(SipRequest request, int status) {
    return SipResponse.responseTo(request, status).toTag("server");
  }
}
