package io.siprouter.config;

import java.util.Optional;
import java.util.Set;

/**
 * A program that may use the control interface.
 *
 * @param scopes as the schema names them
 * @param token in clear; given unless {@code tokenHash} is
 * @param tokenHash SHA-256 of the token, hexadecimal
 */
public record TokenEntry(
    String id, Set<String> scopes, Optional<Secret> token, Optional<Secret> tokenHash) {
  public TokenEntry {
    scopes = Set.copyOf(scopes);
  }
}
