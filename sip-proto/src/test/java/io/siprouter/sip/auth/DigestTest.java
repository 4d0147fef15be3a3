package io.siprouter.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.sip.SipParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DigestTest {
  private static final String RFC_7616_NONCE = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
  private static final String RFC_7616_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA_256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void answersTheExampleOfRfc7616(DigestAlgorithm algorithm, String response) {
    var challenge = DigestChallenge.of("http-auth@example.org", RFC_7616_NONCE, algorithm);

    DigestCredentials credentials =
        Digest.answer(
            challenge, "Mufasa", "Circle of Life", "GET", "/dir/index.html", RFC_7616_CNONCE, 1);

    assertThat(credentials.response()).isEqualTo(response);
    assertThat(Digest.verify(credentials, "Circle of Life", "GET")).isTrue();
  }

  /** The expected value comes from OpenSSL. */
  @Test
  void hashesWithSha512Of256Bits() {
    var challenge =
        DigestChallenge.of("http-auth@example.org", RFC_7616_NONCE, DigestAlgorithm.SHA_512_256);

    DigestCredentials credentials =
        Digest.answer(
            challenge, "Mufasa", "Circle of Life", "GET", "/dir/index.html", RFC_7616_CNONCE, 1);

    assertThat(credentials.response())
        .isEqualTo("430d05014cecc49cab6fbe03176d41a1da86cbfe24a16580e22aaad928d960d0");
  }

  @Test
  void answersTheExampleOfRfc2617() throws SipParseException {
    var challenge =
        DigestChallenge.parse(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");

    DigestCredentials credentials =
        Digest.answer(
            challenge, "Mufasa", "Circle Of Life", "GET", "/dir/index.html", "0a4f113b", 1);

    assertThat(credentials.response()).isEqualTo("6629fae49393a05397450978507c4ef1");
    assertThat(credentials.toString()).contains("qop=auth, nc=00000001, opaque=\"5ccc069c");
  }

  @Test
  void answersInTheFormOfRfc2069WithoutQop() throws SipParseException {
    var challenge =
        DigestChallenge.parse(
            "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");

    DigestCredentials credentials =
        Digest.answer(challenge, "Mufasa", "CircleOfLife", "GET", "/dir/index.html", "unused", 1);

    assertThat(credentials.response()).isEqualTo("1949323746fe6a43ef61f9606e7febea");
    assertThat(credentials.toString()).doesNotContain("cnonce", "nc=", "qop");
  }

  @ParameterizedTest
  @EnumSource
  void whatWeAnswerVerifiesAfterATripOverTheWire(DigestAlgorithm algorithm)
      throws SipParseException {
    var challenge = DigestChallenge.of("home \"quoted\"", "n1", algorithm);

    DigestCredentials sent =
        Digest.answer(challenge, "alice", "sécret", "REGISTER", "sip:home", "c1", 7);
    DigestCredentials received = DigestCredentials.parse(sent.toString());

    assertThat(received).isEqualTo(sent);
    assertThat(Digest.verify(received, "sécret", "REGISTER")).isTrue();
    assertThat(Digest.verify(received, "Sécret", "REGISTER")).isFalse();
    assertThat(Digest.verify(received, "sécret", "INVITE")).isFalse();
  }

  @Test
  void sessionVariantHashesTheSecretOnceMore() throws SipParseException {
    var plain = "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256";
    var challenge = DigestChallenge.parse(plain + "-sess");

    DigestCredentials session = Digest.answer(challenge, "u", "p", "INVITE", "sip:x", "c", 1);
    DigestCredentials once =
        Digest.answer(DigestChallenge.parse(plain), "u", "p", "INVITE", "sip:x", "c", 1);

    assertThat(session.toString()).contains("algorithm=SHA-256-sess");
    assertThat(session.response()).isNotEqualTo(once.response());
    assertThat(Digest.verify(DigestCredentials.parse(session.toString()), "p", "INVITE")).isTrue();
  }

  @Test
  void strongestPassesOverWhatCannotBeAnswered() throws SipParseException {
    var md5 = DigestChallenge.of("r", "n", DigestAlgorithm.MD5);
    var sha256 = DigestChallenge.of("r", "n", DigestAlgorithm.SHA_256);
    var integrity =
        DigestChallenge.parse(
            "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\", algorithm=SHA-512-256");

    assertThat(Digest.strongest(List.of(md5, integrity, sha256))).hasValue(sha256);
    assertThat(Digest.strongest(List.of(integrity))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Basic realm=\"r\"",
        "Digest realm=\"r\"",
        "Digest realm=\"r\", nonce=\"n\", algorithm=AKAv1-MD5",
        "Digest realm=\"r\", nonce=\"n",
        "Digest realm=\"r\", nonce=\"n\", nonce=\"m\"",
        "Digest realm=\"r\" x, nonce=\"n\"",
        "Digest realm"
      })
  void malformedChallengeIsRefused(String value) {
    assertThatThrownBy(() -> DigestChallenge.parse(value)).isInstanceOf(SipParseException.class);
  }

  @Test
  void challengeSurvivesATripOverTheWire() throws SipParseException {
    var challenge = DigestChallenge.of("r, x", "n=1", DigestAlgorithm.SHA_512_256).asStale();

    assertThat(DigestChallenge.parse(challenge.toString())).isEqualTo(challenge);
  }
}
