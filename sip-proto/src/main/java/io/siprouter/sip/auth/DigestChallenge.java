package io.siprouter.sip.auth;

import io.siprouter.sip.SipParseException;
import java.util.List;

/**
 * What a server asks for in WWW-Authenticate or Proxy-Authenticate. RFC 7616 §3.3.
 *
 * @param session whether the algorithm is the {@code -sess} variant
 * @param qop the offered protections, empty for a server of RFC 2069
 * @param opaque empty if there is none
 * @param stale whether only the nonce was too old, so the password need not be asked again
 */
public record DigestChallenge(
    String realm,
    String nonce,
    DigestAlgorithm algorithm,
    boolean session,
    List<String> qop,
    String opaque,
    boolean stale) {
  /** The one protection we speak: of method and URI. */
  public static final String QOP_AUTH = "auth";

  public DigestChallenge {
    qop = List.copyOf(qop);
  }

  /** A challenge as we send it: with qop {@code auth}. */
  public static DigestChallenge of(String realm, String nonce, DigestAlgorithm algorithm) {
    return new DigestChallenge(realm, nonce, algorithm, false, List.of(QOP_AUTH), "", false);
  }

  /**
   * Reads the value of a header.
   *
   * @throws SipParseException also if it is of another scheme or an algorithm we do not have
   */
  public static DigestChallenge parse(String value) throws SipParseException {
    AuthParams params = AuthParams.parse(value);
    return new DigestChallenge(
        params.required("realm"),
        params.required("nonce"),
        params.algorithm(),
        params.isSession(),
        params.list("qop"),
        params.value("opaque").orElse(""),
        params.value("stale").orElse("").equalsIgnoreCase("true"));
  }

  public DigestChallenge asStale() {
    return new DigestChallenge(realm, nonce, algorithm, session, qop, opaque, true);
  }

  /** Whether it can be answered: with qop {@code auth}, or in the form of RFC 2069. */
  public boolean isAnswerable() {
    return qop.isEmpty() || offersAuth();
  }

  boolean offersAuth() {
    return qop.stream().anyMatch(QOP_AUTH::equalsIgnoreCase);
  }

  /** The value of the header. */
  @Override
  public String toString() {
    var text = AuthParams.text();
    AuthParams.appendQuoted(text, "realm", realm);
    AuthParams.appendQuoted(text, "nonce", nonce);
    AuthParams.append(text, "algorithm", AuthParams.algorithmToken(algorithm, session));
    if (!qop.isEmpty()) {
      AuthParams.appendQuoted(text, "qop", String.join(",", qop));
    }
    if (!opaque.isEmpty()) {
      AuthParams.appendQuoted(text, "opaque", opaque);
    }
    if (stale) {
      AuthParams.append(text, "stale", "true");
    }
    return text.toString();
  }
}
