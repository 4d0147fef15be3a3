package io.siprouter.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;

/** What holds for whatever a stranger sends as credentials or as a challenge. */
final class DigestLaws {

  private DigestLaws() {}

  /** They are credentials that are read alike again, or refused; whether they are any. */
  static boolean holdForCredentials(String text) {
    try {
      var credentials = DigestCredentials.parse(text);
      assertThat(DigestCredentials.parse(credentials.toString())).isEqualTo(credentials);
      assertThat(Digest.verify(credentials, "a password nobody has", "REGISTER")).isFalse();
      return true;
    } catch (SipParseException _) {
      return false;
    }
  }

  /** It is a challenge that is read alike again and answered if it can be, or refused. */
  static boolean holdForChallenge(String text) {
    try {
      var challenge = DigestChallenge.parse(text);
      assertThat(DigestChallenge.parse(challenge.toString())).isEqualTo(challenge);
      if (challenge.isAnswerable()) {
        var answer = Digest.answer(challenge, "user", "password", "REGISTER", "sip:hub", "c", 1);
        assertThat(Digest.verify(answer, "password", "REGISTER")).isTrue();
        assertThat(DigestCredentials.parse(answer.toString())).isEqualTo(answer);
      }
      return true;
    } catch (SipParseException _) {
      return false;
    }
  }
}
