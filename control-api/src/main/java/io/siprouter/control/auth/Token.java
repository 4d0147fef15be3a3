package io.siprouter.control.auth;

import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a program proves itself with; the secret itself is not kept.
 *
 * @param hash SHA-256 of the secret in hexadecimal digits
 * @param prefix its first characters, to tell tokens apart; empty for one of the configuration
 * @param scopes as given; {@link Scope#ADMIN} holds all others
 * @param created empty for one of the configuration, which alone can change it
 */
public record Token(
    String id, String hash, String prefix, Set<Scope> scopes, Optional<Instant> created) {

  private static final String MARK = "sr_";
  private static final int SHOWN = MARK.length() + 4; // of 43: 232 bits remain

  public Token {
    scopes = Set.copyOf(scopes);
  }

  /** A secret for a token, to be shown once. */
  static String secret() {
    return MARK + RandomSecret.next();
  }

  static Token of(String id, String secret, Set<Scope> scopes, Instant now) {
    return new Token(
        id, RandomSecret.hash(secret), secret.substring(0, SHOWN), scopes, Optional.of(now));
  }

  /** Whether the configuration alone can change it. */
  public boolean configured() {
    return created.isEmpty();
  }

  Principal principal() {
    return new Principal("token " + id, Scopes.complete(scopes));
  }
}
