package io.siprouter.sip.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The arithmetic of digest authentication. RFC 7616 §3.4.1, RFC 8760. */
public final class Digest {

  private Digest() {}

  /**
   * The credentials that answer a challenge: with qop {@code auth} if it is offered, else in the
   * form of RFC 2069.
   *
   * @param challenge an answerable one, see {@link DigestChallenge#isAnswerable}
   * @param cnonce fresh random text
   * @param nonceCount how often this nonce is used, this time included [1..2^31-1]
   */
  public static DigestCredentials answer(
      DigestChallenge challenge,
      String username,
      String password,
      String method,
      String uri,
      String cnonce,
      int nonceCount) {
    if (!challenge.isAnswerable()) {
      throw new IllegalArgumentException("No qop we have in " + challenge.qop());
    }
    boolean auth = challenge.offersAuth();
    boolean usesCnonce = auth || challenge.session();
    var unsigned =
        new DigestCredentials(
            chosen(challenge, auth ? List.of(DigestChallenge.QOP_AUTH) : List.of()),
            username,
            uri,
            usesCnonce ? cnonce : "",
            auth ? nonceCount : 0,
            "");
    return unsigned.withResponse(response(unsigned, password, method));
  }

  private static DigestChallenge chosen(DigestChallenge offered, List<String> qop) {
    return new DigestChallenge(
        offered.realm(),
        offered.nonce(),
        offered.algorithm(),
        offered.session(),
        qop,
        offered.opaque(),
        false);
  }

  /**
   * Whether the credentials prove knowledge of the password, compared in constant time. Nonce, its
   * count, realm, URI and algorithm are the caller's to judge.
   */
  public static boolean verify(DigestCredentials credentials, String password, String method) {
    byte[] expected = response(credentials, password, method).getBytes(UTF_8);
    return MessageDigest.isEqual(expected, credentials.response().getBytes(UTF_8));
  }

  /**
   * The answerable challenge with the strongest algorithm; the first among equals. RFC 8760 §2.4.
   */
  public static Optional<DigestChallenge> strongest(List<DigestChallenge> challenges) {
    return challenges.stream()
        .filter(DigestChallenge::isAnswerable)
        .sorted(Comparator.comparing(DigestChallenge::algorithm).reversed())
        .findFirst();
  }

  private static String response(DigestCredentials credentials, String password, String method) {
    DigestAlgorithm algorithm = credentials.algorithm();
    String nonce = credentials.nonce();
    String secret = hash(algorithm, credentials.username(), credentials.realm(), password);
    if (credentials.challenge().session()) {
      secret = hash(algorithm, secret, nonce, credentials.cnonce());
    }
    String request = hash(algorithm, method, credentials.uri());
    if (!credentials.hasQop()) {
      return hash(algorithm, secret, nonce, request);
    }
    String count = credentials.nonceCountDigits();
    String qop = credentials.challenge().qop().getFirst();
    return hash(algorithm, secret, nonce, count, credentials.cnonce(), qop, request);
  }

  private static String hash(DigestAlgorithm algorithm, String... parts) {
    byte[] text = String.join(":", parts).getBytes(UTF_8);
    return HexFormat.of().formatHex(algorithm.newDigest().digest(text));
  }
}
