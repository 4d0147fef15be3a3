package io.siprouter.control.auth;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.siprouter.config.AppConfig;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * All users and tokens: those of the configuration, and those made at run time. Any thread; changes
 * follow one another on {@code access-file} and count once they are on the disk.
 */
public final class AccessStore implements AutoCloseable {

  /** Of each kind. */
  static final int MOST = 1_000;

  private final AccessFile file;
  private final InstantSource clock;
  private final AtomicReference<Known> known;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("access-file").factory());

  private record Known(AccessBook configured, AccessBook kept, Map<String, Token> bearers) {
    static Known of(AccessBook configured, AccessBook kept) {
      return new Known(
          configured,
          kept,
          kept.under(configured).tokens().values().stream()
              .collect(toUnmodifiableMap(Token::hash, identity(), (one, _) -> one)));
    }

    AccessBook all() {
      return kept.under(configured);
    }
  }

  private AccessStore(AccessFile file, Known known, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.known = new AtomicReference<>(known);
  }

  /** Reads what is kept in the state folder. */
  public static AccessStore open(Path state, AppConfig config, InstantSource clock)
      throws IOException {
    var file = new AccessFile(state);
    return new AccessStore(file, Known.of(AccessBook.of(config), file.load()), clock);
  }

  /** Takes over what another configuration says. */
  public void configure(AppConfig config) {
    known.updateAndGet(now -> Known.of(AccessBook.of(config), now.kept()));
  }

  boolean hasUsers() {
    return !known.get().all().users().isEmpty();
  }

  public List<User> users() {
    return known.get().all().sortedUsers();
  }

  public List<Token> tokens() {
    return known.get().all().sortedTokens();
  }

  public Optional<User> user(String name) {
    var now = known.get();
    return Optional.ofNullable(now.configured().users().get(name))
        .or(() -> Optional.ofNullable(now.kept().users().get(name)));
  }

  public Optional<Token> token(String id) {
    return Optional.ofNullable(known.get().all().tokens().get(id));
  }

  /** Whose token that is. */
  Optional<Principal> bearer(String secret) {
    return Optional.ofNullable(known.get().bearers().get(RandomSecret.hash(secret)))
        .map(Token::principal);
  }

  /** Adds a user. */
  CompletableFuture<AccessChange> add(String name, PasswordHash hash, Set<Scope> scopes) {
    return change(
        book -> {
          if (user(name).isPresent()) {
            return refused("there is a user " + name + " already");
          }
          return book.users().size() < MOST
              ? changed(book.with(new User(name, hash, scopes, false)))
              : refused("there are %d users already".formatted(MOST));
        });
  }

  /** Gives a user another password, other scopes or both. */
  CompletableFuture<AccessChange> update(
      String name, Optional<PasswordHash> hash, Optional<Set<Scope>> scopes) {
    return change(
        book ->
            user(name)
                .map(
                    user ->
                        user.configured()
                            ? refused(name + " is in the configuration")
                            : changed(book.with(updated(user, hash, scopes))))
                .orElse(Next.UNKNOWN));
  }

  private static User updated(User user, Optional<PasswordHash> hash, Optional<Set<Scope>> scopes) {
    return new User(user.name(), hash.orElse(user.hash()), scopes.orElse(user.scopes()), false);
  }

  public CompletableFuture<AccessChange> removeUser(String name) {
    return change(
        book ->
            user(name)
                .map(
                    user ->
                        user.configured()
                            ? refused(name + " is in the configuration")
                            : changed(book.withoutUser(name)))
                .orElse(Next.UNKNOWN));
  }

  /**
   * Adds a token.
   *
   * @param secret from {@link Token#secret()}
   */
  CompletableFuture<AccessChange> addToken(String id, String secret, Set<Scope> scopes) {
    return change(
        book -> {
          if (token(id).isPresent()) {
            return refused("there is a token " + id + " already");
          }
          return book.tokens().size() < MOST
              ? changed(book.with(Token.of(id, secret, scopes, clock.instant())))
              : refused("there are %d tokens already".formatted(MOST));
        });
  }

  public CompletableFuture<AccessChange> removeToken(String id) {
    return change(
        book ->
            token(id)
                .map(
                    token ->
                        token.configured()
                            ? refused(id + " is in the configuration")
                            : changed(book.withoutToken(id)))
                .orElse(Next.UNKNOWN));
  }

  private CompletableFuture<AccessChange> change(Function<AccessBook, Next> decide) {
    return CompletableFuture.supplyAsync(() -> apply(decide.apply(known.get().kept())), writer);
  }

  private AccessChange apply(Next next) {
    next.book().ifPresent(this::save);
    return next.outcome();
  }

  private void save(AccessBook book) {
    try {
      file.save(book);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known.updateAndGet(now -> Known.of(now.configured(), book));
  }

  /** A decision about a change. */
  private record Next(Optional<AccessBook> book, AccessChange outcome) {
    static final Next UNKNOWN = new Next(Optional.empty(), new AccessChange.Unknown());
  }

  private static Next changed(AccessBook book) {
    return new Next(Optional.of(book), new AccessChange.Done());
  }

  private static Next refused(String why) {
    return new Next(Optional.empty(), new AccessChange.Refused(why));
  }

  /** Lets changes that have begun end. */
  @Override
  public void close() {
    writer.close();
  }
}
