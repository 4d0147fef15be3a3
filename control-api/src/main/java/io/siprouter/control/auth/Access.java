package io.siprouter.control.auth;

import io.siprouter.config.AppConfig;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;

/** Who may use the control interface, and how they prove it. Any thread; nothing here waits. */
public final class Access implements AutoCloseable {

  /** Until some of the hashes that wait are made. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final AccessStore store;
  private final SetupLink setup;
  private final Sessions sessions;
  private final LoginThrottle throttle = new LoginThrottle();
  private final PasswordWork work = new PasswordWork();
  private final Argon2Cost cost;
  private final PasswordHash decoy;
  private final InstantSource clock;

  private Access(AccessStore store, SetupLink setup, InstantSource clock, Argon2Cost cost) {
    this.store = store;
    this.cost = cost;
    this.decoy = PasswordHash.decoy(cost);
    this.setup = setup;
    this.sessions = new Sessions(clock);
    this.clock = clock;
  }

  /**
   * Reads what is kept; waits for the disk.
   *
   * @param state the folder of the daemon's state, which exists
   */
  public static Access open(Path state, AppConfig config, InstantSource clock) throws IOException {
    return open(state, config, clock, Argon2Cost.USUAL);
  }

  static Access open(Path state, AppConfig config, InstantSource clock, Argon2Cost cost)
      throws IOException {
    var store = AccessStore.open(state, config, clock);
    return new Access(store, SetupLink.keptIn(state, !store.hasUsers()), clock, cost);
  }

  /** Users and tokens. */
  public AccessStore store() {
    return store;
  }

  /** The secret that lets the first user be made, as long as there is none. */
  public Optional<String> setupSecret() {
    return setup.secret();
  }

  /** Whether a name can be that of a user or token. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Begins a session; takes the same time for everybody. */
  public CompletableFuture<LoginOutcome> login(String name, String password, InetAddress source) {
    var wait = throttle.admit(source, name, clock.instant());
    if (!wait.isZero()) {
      return done(new LoginOutcome.TooMany(wait));
    }
    var user = store.user(name);
    var hash = user.map(User::hash).orElse(decoy);
    return work.submit(() -> hash.matches(password))
        .thenApply(isRight -> isRight ? user.map(this::welcome).orElseGet(this::wrong) : wrong())
        .whenComplete((outcome, _) -> forgive(outcome, source, name))
        .exceptionally(Access::busy);
  }

  private void forgive(LoginOutcome outcome, InetAddress source, String name) {
    if (outcome instanceof LoginOutcome.Welcome) {
      throttle.forgive(source, name);
    }
  }

  private LoginOutcome welcome(User user) {
    return new LoginOutcome.Welcome(sessions.begin(user), user.principal());
  }

  private LoginOutcome wrong() {
    return new LoginOutcome.Wrong();
  }

  private static LoginOutcome busy(Throwable why) {
    var cause = why instanceof CompletionException wrapped ? wrapped.getCause() : why;
    if (cause instanceof RejectedExecutionException) {
      return new LoginOutcome.TooMany(BUSY);
    }
    throw new CompletionException(cause);
  }

  /** Makes the first user, who may do everything, and logs them in. */
  public CompletableFuture<LoginOutcome> setUp(
      String secret, String name, String password, InetAddress source) {
    var wait = throttle.admit(source, "", clock.instant());
    if (!wait.isZero()) {
      return done(new LoginOutcome.TooMany(wait));
    }
    if (!setup.isRight(secret)) {
      return done(new LoginOutcome.Wrong());
    }
    return unfit(name, password)
        .map(Access::done)
        .orElseGet(() -> makeFirst(name, password).exceptionally(Access::busy));
  }

  private static Optional<LoginOutcome> unfit(String name, String password) {
    if (!isName(name)) {
      return Optional.of(
          new LoginOutcome.Unfit("name", "a name has 1 to 64 letters, digits or . _ -"));
    }
    return PasswordRule.fault(name, password).map(why -> new LoginOutcome.Unfit("password", why));
  }

  private CompletableFuture<LoginOutcome> makeFirst(String name, String password) {
    return work.submit(() -> PasswordHash.of(password, cost))
        .thenCompose(
            hash ->
                useSetup()
                    ? store
                        .add(name, hash, Set.of(Scope.ADMIN))
                        .thenApply(_ -> store.user(name).map(this::welcome).orElseGet(this::wrong))
                    : done(new LoginOutcome.Wrong()));
  }

  private boolean useSetup() {
    try {
      return setup.use();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CompletableFuture<LoginOutcome> done(LoginOutcome outcome) {
    return CompletableFuture.completedFuture(outcome);
  }

  /** Whose session that is. */
  public Optional<Principal> session(String cookie) {
    return sessions
        .use(cookie, login -> store.user(login.user()).filter(login::isOf).isPresent())
        .flatMap(store::user)
        .map(User::principal);
  }

  /** Ends a session. */
  public void logout(String cookie) {
    sessions.end(cookie);
  }

  /** Whose token that is. */
  public Optional<Principal> bearer(String secret) {
    return store.bearer(secret);
  }

  /** Makes a user. */
  public CompletableFuture<AccessChange> addUser(String name, String password, Set<Scope> scopes) {
    return PasswordRule.fault(name, password)
        .map(Access::unfit)
        .orElseGet(
            () ->
                work.submit(() -> PasswordHash.of(password, cost))
                    .thenCompose(hash -> store.add(name, hash, scopes))
                    .whenComplete((change, _) -> closeSetup(change)));
  }

  /** Whoever has a user needs no set-up. */
  private void closeSetup(AccessChange change) {
    if (change instanceof AccessChange.Done) {
      useSetup();
    }
  }

  /** Gives a user another password, which ends all their sessions, or other scopes. */
  public CompletableFuture<AccessChange> updateUser(
      String name, Optional<String> password, Optional<Set<Scope>> scopes) {
    return password
        .flatMap(text -> PasswordRule.fault(name, text))
        .map(Access::unfit)
        .orElseGet(
            () ->
                work.submit(() -> password.map(text -> PasswordHash.of(text, cost)))
                    .thenCompose(hash -> store.update(name, hash, scopes)));
  }

  private static CompletableFuture<AccessChange> unfit(String why) {
    return CompletableFuture.completedFuture(new AccessChange.Unfit("password", why));
  }

  /** Makes a token. */
  public CompletableFuture<NewToken> addToken(String id, Set<Scope> scopes) {
    var secret = Token.secret();
    return store.addToken(id, secret, scopes).thenApply(change -> new NewToken(change, secret));
  }

  @Override
  public void close() {
    work.close();
    store.close();
  }
}
