package io.siprouter.config;

import java.util.Set;

/**
 * A person who may log in.
 *
 * @param passwordHash Argon2id, in the PHC string format
 * @param scopes as the schema names them
 */
public record UserEntry(String id, Secret passwordHash, Set<String> scopes) {
  public UserEntry {
    scopes = Set.copyOf(scopes);
  }
}
