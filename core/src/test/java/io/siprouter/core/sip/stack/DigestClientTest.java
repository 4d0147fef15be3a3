package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.SipCredentials;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestClientTest {
  private static final String OURS = "Digest realm=\"provider\", nonce=\"n\", qop=\"auth\"";
  private static final String FOREIGN = "Digest realm=\"phisher\", nonce=\"n\", qop=\"auth\"";

  private final SipCredentials credentials = new SipCredentials("1000", "secret");

  @Test
  void challengeOfTheRegistrarIsAnsweredAndSoAreOthersOfItsRealm() {
    assertThat(answer("REGISTER", OURS)).isPresent();

    assertThat(answer("INVITE", OURS)).isPresent();
    assertThat(answer("INVITE", FOREIGN)).isEmpty();
    assertThat(answer("BYE", FOREIGN)).isEmpty();
  }

  @Test
  void withoutARegistrarTheFirstRealmIsTheOne() {
    assertThat(answer("INVITE", OURS)).isPresent();

    assertThat(answer("INVITE", FOREIGN)).isEmpty();
  }

  @Test
  void registrarMayChangeItsRealm() {
    answer("REGISTER", FOREIGN);

    assertThat(answer("REGISTER", OURS)).isPresent();
    assertThat(answer("INVITE", FOREIGN)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Digest realm=\"provider\", nonce=\"n\", qop=\"auth-int\"",
        "Digest realm=\"provider\", nonce=\"n\", algorithm=SHA-1, qop=\"auth\"",
        "Digest nonce=\"n\"",
        "Basic realm=\"provider\"",
        "Digest",
        ""
      })
  void challengeThatWeHaveNoAnswerToIsNotAnswered(String challenge) {
    assertThat(answer("REGISTER", challenge)).isEmpty();
  }

  @Test
  void nobodyGetsAnAnswerFromWhoHasNoPassword() {
    var invite = request("INVITE");

    assertThat(new DigestClient(null).answer(invite, challenged(invite, OURS))).isEmpty();
  }

  private Optional<SipRequest> answer(String method, String challenge) {
    var request = request(method);
    return new DigestClient(credentials).answer(request, challenged(request, challenge));
  }

  private static SipResponse challenged(SipRequest request, String challenge) {
    return SipResponse.responseTo(request, 401).header("WWW-Authenticate", challenge).build();
  }

  private static SipRequest request(String method) {
    var aor = NameAddr.of(SipUri.of("1000", "provider.example"));
    return SipRequest.builder(method, SipUri.of("100", "provider.example"))
        .via(Via.of("UDP", "192.0.2.1", 5060, "z9hG4bK1"))
        .from(aor.withTag("a"))
        .to(aor)
        .callId("c")
        .cSeq(new CSeq(1, method))
        .build();
  }
}
