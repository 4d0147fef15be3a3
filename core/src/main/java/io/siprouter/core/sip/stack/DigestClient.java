package io.siprouter.core.sip.stack;

import io.siprouter.core.sip.SipCredentials;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.auth.Digest;
import io.siprouter.sip.auth.DigestChallenge;
import io.siprouter.sip.auth.DigestCredentials;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of one peer in the realm that the credentials are for, and counts how
 * often its nonce was used. Belongs to one lane. RFC 3261 §22, RFC 8760.
 */
final class DigestClient {
  private final @Nullable SipCredentials credentials;
  private String lastNonce = "";
  private int nonceCount;

  DigestClient(@Nullable SipCredentials credentials) {
    this.credentials = credentials;
  }

  /**
   * The request with credentials for each realm that asks for some; empty if they cannot be given,
   * or have been given and were refused.
   */
  Optional<SipRequest> answer(SipRequest request, SipResponse response) {
    var known = credentials;
    if (known == null) {
      return Optional.empty();
    }
    return switch (response.status()) {
      case 401 -> answer(request, response, known, "WWW-Authenticate", "Authorization");
      case 407 -> answer(request, response, known, "Proxy-Authenticate", "Proxy-Authorization");
      default -> Optional.empty();
    };
  }

  private Optional<SipRequest> answer(
      SipRequest request,
      SipResponse response,
      SipCredentials known,
      String asked,
      String answered) {
    var given = given(request, answered);
    var challenges =
        byRealm(response.headers().all(asked)).values().stream()
            .flatMap(ofRealm -> Digest.strongest(ofRealm).stream())
            .filter(challenge -> isOurs(challenge, request, known))
            .toList();
    if (challenges.isEmpty() || challenges.stream().anyMatch(each -> isRefused(each, given))) {
      return Optional.empty();
    }
    var builder = request.toBuilder().without(answered);
    challenges.forEach(
        challenge ->
            builder.addHeader(answered, credentialsFor(challenge, request, known).toString()));
    return Optional.of(builder.build());
  }

  private static Map<String, List<DigestChallenge>> byRealm(List<String> headers) {
    return headers.stream()
        .flatMap(header -> challenge(header).stream())
        .collect(
            Collectors.groupingBy(DigestChallenge::realm, LinkedHashMap::new, Collectors.toList()));
  }

  /** A REGISTER goes to nobody but the registrar; other requests may end anywhere. */
  private static boolean isOurs(
      DigestChallenge challenge, SipRequest request, SipCredentials known) {
    if (request.method().equals("REGISTER")) {
      known.realm().learn(challenge.realm());
    }
    return known.realm().isOurs(challenge.realm());
  }

  private static Optional<DigestChallenge> challenge(String header) {
    try {
      return Optional.of(DigestChallenge.parse(header));
    } catch (SipParseException _) {
      return Optional.empty();
    }
  }

  private static List<DigestCredentials> given(SipRequest request, String header) {
    return request.headers().all(header).stream().flatMap(value -> credentials(value)).toList();
  }

  private static Stream<DigestCredentials> credentials(String value) {
    try {
      return Stream.of(DigestCredentials.parse(value));
    } catch (SipParseException _) {
      return Stream.empty();
    }
  }

  /** Asked again for what was given, and not because a nonce had become too old. */
  private static boolean isRefused(DigestChallenge challenge, List<DigestCredentials> given) {
    return given.stream()
        .filter(each -> each.realm().equals(challenge.realm()))
        .anyMatch(each -> !challenge.stale() || each.nonce().equals(challenge.nonce()));
  }

  private DigestCredentials credentialsFor(
      DigestChallenge challenge, SipRequest request, SipCredentials known) {
    nonceCount = challenge.nonce().equals(lastNonce) ? nonceCount + 1 : 1;
    lastNonce = challenge.nonce();
    return Digest.answer(
        challenge,
        known.username(),
        known.password(),
        request.method(),
        request.requestUriText(),
        Tokens.cnonce(),
        nonceCount);
  }
}
