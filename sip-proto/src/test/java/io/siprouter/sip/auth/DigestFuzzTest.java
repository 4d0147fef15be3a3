package io.siprouter.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.message.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Seeded mutations: whatever a stranger sends as credentials or as a challenge ends in a fault. */
class DigestFuzzTest {
  private static final int MUTATIONS = 50_000;
  static final List<byte[]> CREDENTIALS =
      List.of(
          bytes(
              "Digest username=\"101\", realm=\"hub\", nonce=\"n0\\\"nce\", uri=\"sip:hub\","
                  + " response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5, cnonce=\"c\","
                  + " qop=auth, nc=00000001, opaque=\"\""),
          bytes(
              "Digest username=\"a\",realm=\"b\",nonce=\"c\",uri=\"sip:d\",response="
                  + "\"0123456789abcdef0123456789abcdef\""));
  static final List<byte[]> CHALLENGES =
      List.of(
          bytes("Digest realm=\"hub\", nonce=\"n\", algorithm=SHA-256, qop=\"auth,auth-int\""),
          bytes("Digest realm=\"a, b\", nonce=\"c\", stale=TRUE, opaque=\"x\\\\y\""));

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void mutatedCredentialsAreReadOrRefused() {
    var mutations = new Mutations(CREDENTIALS, 20_260_301);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      read += DigestLaws.holdForCredentials(text(mutations)) ? 1 : 0;
    }

    assertThat(read).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  @Test
  void mutatedChallengesAreReadOrRefused() {
    var mutations = new Mutations(CHALLENGES, 20_260_302);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      read += DigestLaws.holdForChallenge(text(mutations)) ? 1 : 0;
    }

    assertThat(read).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
  }

  private static String text(Mutations mutations) {
    return new String(mutations.next(), StandardCharsets.ISO_8859_1);
  }
}
