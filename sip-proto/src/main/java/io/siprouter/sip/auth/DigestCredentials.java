package io.siprouter.sip.auth;

import io.siprouter.sip.SipParseException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a client answers in Authorization or Proxy-Authorization. RFC 7616 §3.4.
 *
 * @param challenge what is answered, as the client repeats it: its qop is the one chosen, or empty
 *     for the form of RFC 2069
 * @param uri the digest-uri, normally the Request-URI
 * @param cnonce empty in the form of RFC 2069 without {@code -sess}
 * @param nonceCount how often the nonce was used, this time included [0..2^31-1]; 0 without qop
 * @param response the proof, in hexadecimal
 */
public record DigestCredentials(
    DigestChallenge challenge,
    String username,
    String uri,
    String cnonce,
    int nonceCount,
    String response) {
  private static final int NONCE_COUNT_DIGITS = 8;

  /**
   * Reads the value of a header.
   *
   * @throws SipParseException also if it is of another scheme, an algorithm we do not have, or has
   *     a qop other than {@code auth}
   */
  public static DigestCredentials parse(String value) throws SipParseException {
    AuthParams params = AuthParams.parse(value);
    var chosen = chosenQop(params.list("qop"));
    return new DigestCredentials(
        echoedChallenge(params, chosen),
        params.required("username"),
        params.required("uri"),
        chosen.isEmpty() ? params.value("cnonce").orElse("") : params.required("cnonce"),
        chosen.isEmpty() ? 0 : nonceCount(params.required("nc")),
        params.required("response"));
  }

  /** As the client writes it, since its proof is made of that. */
  private static List<String> chosenQop(List<String> echoed) throws SipParseException {
    var chosen =
        echoed.stream().filter(DigestChallenge.QOP_AUTH::equalsIgnoreCase).limit(1).toList();
    if (chosen.isEmpty() && !echoed.isEmpty()) {
      throw new SipParseException("Unknown digest qop", 0);
    }
    return chosen;
  }

  private static DigestChallenge echoedChallenge(AuthParams params, List<String> qop)
      throws SipParseException {
    return new DigestChallenge(
        params.required("realm"),
        params.required("nonce"),
        params.algorithm(),
        params.isSession(),
        qop,
        params.value("opaque").orElse(""),
        false);
  }

  private static int nonceCount(String digits) throws SipParseException {
    boolean isCount =
        digits.length() == NONCE_COUNT_DIGITS
            && digits.chars().allMatch(HexFormat::isHexDigit)
            && HexFormat.fromHexDigits(digits) >= 0;
    if (!isCount) {
      throw new SipParseException("Malformed digest nonce count", 0);
    }
    return HexFormat.fromHexDigits(digits);
  }

  public String realm() {
    return challenge.realm();
  }

  public String nonce() {
    return challenge.nonce();
  }

  public DigestAlgorithm algorithm() {
    return challenge.algorithm();
  }

  /** Whether the client counts its use of the nonce, so that a replay can be told. */
  public boolean hasQop() {
    return !challenge.qop().isEmpty();
  }

  String nonceCountDigits() {
    return HexFormat.of().toHexDigits(nonceCount);
  }

  DigestCredentials withResponse(String proof) {
    return new DigestCredentials(challenge, username, uri, cnonce, nonceCount, proof);
  }

  /** The value of the header. */
  @Override
  public String toString() {
    var text = AuthParams.text();
    AuthParams.appendQuoted(text, "username", username);
    AuthParams.appendQuoted(text, "realm", realm());
    AuthParams.appendQuoted(text, "nonce", nonce());
    AuthParams.appendQuoted(text, "uri", uri);
    AuthParams.appendQuoted(text, "response", response);
    String token = AuthParams.algorithmToken(algorithm(), challenge.session());
    AuthParams.append(text, "algorithm", token);
    if (!cnonce.isEmpty()) {
      AuthParams.appendQuoted(text, "cnonce", cnonce);
    }
    if (hasQop()) {
      AuthParams.append(text, "qop", challenge.qop().getFirst());
      AuthParams.append(text, "nc", nonceCountDigits());
    }
    if (!challenge.opaque().isEmpty()) {
      AuthParams.appendQuoted(text, "opaque", challenge.opaque());
    }
    return text.toString();
  }
}
