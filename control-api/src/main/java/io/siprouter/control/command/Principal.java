package io.siprouter.control.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of a user or token, for people and the audit log
 */
public record Principal(String name, Set<Scope> scopes) {

  /** Whoever may open the socket in the state folder. */
  public static final Principal LOCAL = new Principal("local", EnumSet.allOf(Scope.class));

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
