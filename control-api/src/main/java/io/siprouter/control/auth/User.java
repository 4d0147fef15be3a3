package io.siprouter.control.auth;

import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Scope;
import java.util.Set;

/**
 * A person who may log in.
 *
 * @param scopes as given; {@link Scope#ADMIN} holds all others
 * @param configured whether the configuration says so, which alone can change it then
 */
public record User(String name, PasswordHash hash, Set<Scope> scopes, boolean configured) {
  public User {
    scopes = Set.copyOf(scopes);
  }

  Principal principal() {
    return new Principal(name, Scopes.complete(scopes));
  }
}
