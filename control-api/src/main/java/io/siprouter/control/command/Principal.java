package io.siprouter.control.command;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks.
 *
 * @param name of a user or token, for people and the audit log
 * @param from the address they ask from
 */
public record Principal(String name, Set<Scope> scopes, String from) {

  private static final String HERE = "local";

  /** Whoever may open the socket in the state folder. */
  public static final Principal LOCAL = new Principal("local", EnumSet.allOf(Scope.class));

  public Principal {
    scopes = Set.copyOf(scopes);
  }

  /** Somebody on this machine. */
  public Principal(String name, Set<Scope> scopes) {
    this(name, scopes, HERE);
  }

  /** The same, asking from elsewhere. */
  public Principal at(String address) {
    return new Principal(name, scopes, address);
  }

  public boolean may(Scope scope) {
    return scopes.contains(scope);
  }
}
