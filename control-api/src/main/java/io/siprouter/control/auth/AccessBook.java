package io.siprouter.control.auth;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Secret;
import io.siprouter.config.TokenEntry;
import io.siprouter.config.UserEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users and tokens, by their names. Immutable. */
record AccessBook(Map<String, User> users, Map<String, Token> tokens) {

  static final AccessBook EMPTY = new AccessBook(Map.of(), Map.of());

  AccessBook {
    users = Map.copyOf(users);
    tokens = Map.copyOf(tokens);
  }

  static AccessBook of(Collection<User> users, Collection<Token> tokens) {
    return new AccessBook(
        users.stream().collect(toUnmodifiableMap(User::name, identity())),
        tokens.stream().collect(toUnmodifiableMap(Token::id, identity())));
  }

  /** Those of the configuration. */
  static AccessBook of(AppConfig config) {
    return of(
        config.users().stream().map(AccessBook::user).toList(),
        config.tokens().stream().map(AccessBook::token).toList());
  }

  private static User user(UserEntry entry) {
    var hash = PasswordHash.parse(entry.passwordHash().reveal());
    return new User(entry.id(), hash.orElseThrow(), Scopes.parse(entry.scopes()), true);
  }

  private static Token token(TokenEntry entry) {
    var hash =
        entry
            .tokenHash()
            .map(Secret::reveal)
            .orElseGet(() -> RandomSecret.hash(entry.token().orElseThrow().reveal()));
    var scopes = Scopes.parse(entry.scopes());
    return new Token(
        entry.id(), hash.toLowerCase(java.util.Locale.ROOT), "", scopes, Optional.empty());
  }

  /** Both together; what the other says goes before what this says. */
  AccessBook under(AccessBook other) {
    return new AccessBook(merged(users, other.users), merged(tokens, other.tokens));
  }

  AccessBook with(User user) {
    return new AccessBook(merged(users, Map.of(user.name(), user)), tokens);
  }

  AccessBook with(Token token) {
    return new AccessBook(users, merged(tokens, Map.of(token.id(), token)));
  }

  AccessBook withoutUser(String name) {
    return new AccessBook(without(users, name), tokens);
  }

  AccessBook withoutToken(String id) {
    return new AccessBook(users, without(tokens, id));
  }

  List<User> sortedUsers() {
    return users.keySet().stream().sorted().map(users::get).toList();
  }

  List<Token> sortedTokens() {
    return tokens.keySet().stream().sorted().map(tokens::get).toList();
  }

  private static <T> Map<String, T> merged(Map<String, T> below, Map<String, T> above) {
    var merged = new HashMap<>(below);
    merged.putAll(above);
    return merged;
  }

  private static <T> Map<String, T> without(Map<String, T> all, String name) {
    var rest = new HashMap<>(all);
    rest.remove(name);
    return rest;
  }
}
