package io.siprouter.control.auth;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.siprouter.control.command.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scopes by the names they have in files and answers. */
public final class Scopes {

  public static final Set<Scope> ALL = Set.of(Scope.values());

  private Scopes() {}

  /** Those of these names; unknown ones are left out. */
  public static Set<Scope> parse(Collection<String> names) {
    return names.stream().flatMap(name -> of(name).stream()).collect(toUnmodifiableSet());
  }

  public static Optional<Scope> of(String name) {
    return Arrays.stream(Scope.values()).filter(scope -> scope.wireName().equals(name)).findFirst();
  }

  /** Their names, the least powerful first. */
  public static List<String> names(Set<Scope> scopes) {
    return scopes.stream().sorted().map(Scope::wireName).toList();
  }

  /** All that somebody with these may do. */
  public static Set<Scope> complete(Set<Scope> scopes) {
    return scopes.contains(Scope.ADMIN)
        ? ALL
        : scopes.stream().collect(toCollection(() -> EnumSet.noneOf(Scope.class)));
  }
}
