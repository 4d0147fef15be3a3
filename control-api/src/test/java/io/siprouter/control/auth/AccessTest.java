package io.siprouter.control.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.ConfigLoader;
import io.siprouter.control.auth.LoginOutcome.TooMany;
import io.siprouter.control.auth.LoginOutcome.Unfit;
import io.siprouter.control.auth.LoginOutcome.Welcome;
import io.siprouter.control.auth.LoginOutcome.Wrong;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final String PASSWORD = "correct horse";
  private static final Argon2Cost CHEAP = new Argon2Cost(1 << 10, 1, 1);
  private static final String OTHER = "battery staple";

  private final TestTime time = new TestTime();
  @TempDir private Path state;
  private Access access;

  @BeforeEach
  void open() throws Exception {
    access = open("{}");
  }

  private Access open(String config) throws Exception {
    return Access.open(state, ConfigLoader.parse(config), time, CHEAP);
  }

  @AfterEach
  void close() {
    access.close();
  }

  @Test
  void whoIsLoggedInIsKnownByTheCookie() {
    addAnna();

    var cookie = cookie(login("anna", PASSWORD));

    assertThat(access.session(cookie))
        .hasValue(new Principal("anna", Set.of(Scope.READ, Scope.CALL)));
    assertThat(access.session(cookie + "x")).isEmpty();
    access.logout(cookie);
    assertThat(access.session(cookie)).isEmpty();
  }

  @Test
  void wrongPasswordAndUnknownNameLookTheSame() {
    addAnna();

    assertThat(login("anna", OTHER)).isEqualTo(new Wrong());
    assertThat(login("nobody", PASSWORD)).isEqualTo(new Wrong());
  }

  @Test
  void tooManyTriesAreTurnedAwayEvenWithTheRightPassword() {
    addAnna();
    IntStream.range(0, 10).forEach(_ -> setUp("guess", "anna", PASSWORD));

    assertThat(login("anna", PASSWORD)).isEqualTo(new TooMany(Duration.ofSeconds(30)));
  }

  @Test
  void floodOfLoginsIsTurnedAwayInsteadOfQueueing() {
    addAnna();

    var outcomes =
        IntStream.range(0, 200)
            .mapToObj(i -> access.login("n" + i, PASSWORD, InetAddress.ofLiteral("10.0.0." + i)))
            .toList();

    assertThat(outcomes.stream().map(outcome -> outcome.join()))
        .contains(new Wrong())
        .contains(new TooMany(Duration.ofSeconds(2)));
  }

  @Test
  void sessionEndsWhenItIsIdleOrOld() {
    addAnna();
    var idle = cookie(login("anna", PASSWORD));
    var busy = cookie(login("anna", PASSWORD));

    for (int i = 0; i < 14; i++) {
      assertThat(access.session(busy)).isPresent();
      time.pass(Duration.ofHours(11));
    }
    assertThat(access.session(idle)).isEmpty();
    assertThat(access.session(busy)).isPresent();
    time.pass(Duration.ofHours(11));
    assertThat(access.session(busy)).isPresent();
    time.pass(Duration.ofHours(11));
    assertThat(access.session(busy)).isEmpty();
  }

  @Test
  void otherPasswordEndsAllSessions() {
    addAnna();
    var cookie = cookie(login("anna", PASSWORD));

    assertThat(access.updateUser("anna", Optional.of(OTHER), Optional.empty()).join())
        .isEqualTo(new AccessChange.Done());

    assertThat(access.session(cookie)).isEmpty();
    assertThat(login("anna", OTHER)).isInstanceOf(Welcome.class);
  }

  @Test
  void removedUserAndOtherScopesCountAtOnce() {
    addAnna();
    var cookie = cookie(login("anna", PASSWORD));

    access.updateUser("anna", Optional.empty(), Optional.of(Set.of(Scope.ADMIN))).join();
    assertThat(access.session(cookie)).hasValue(new Principal("anna", Scopes.ALL));
    access.store().removeUser("anna").join();
    assertThat(access.session(cookie)).isEmpty();
  }

  @Test
  void usersAndTokensSurviveARestartAsHashesOnly() throws Exception {
    addAnna();
    var token = access.addToken("crm", Set.of(Scope.READ)).join();
    access.close();

    access = open("{}");

    assertThat(login("anna", PASSWORD)).isInstanceOf(Welcome.class);
    assertThat(access.bearer(token.secret()))
        .hasValue(new Principal("token crm", Set.of(Scope.READ)));
    var file = state.resolve("access.json");
    assertThat(file).content().doesNotContain(PASSWORD).doesNotContain(token.secret());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void brokenFileIsPutAside() throws Exception {
    access.close();
    Files.writeString(state.resolve("access.json"), "{\"users\": [{\"name\": \"anna\"}]}");

    access = open("{}");

    assertThat(access.store().users()).isEmpty();
    assertThat(state.resolve("access.json.broken")).exists();
  }

  @Test
  void tokenIsRecognisedByItsFirstCharactersAndRevoked() {
    var made = access.addToken("crm", Set.of(Scope.CALL)).join();

    assertThat(made.secret()).matches("sr_[A-Za-z0-9_-]{43}");
    assertThat(access.store().tokens())
        .singleElement()
        .satisfies(token -> assertThat(made.secret()).startsWith(token.prefix()));
    assertThat(access.addToken("crm", Set.of()).join().change())
        .isEqualTo(new AccessChange.Refused("there is a token crm already"));

    assertThat(access.store().removeToken("crm").join()).isEqualTo(new AccessChange.Done());
    assertThat(access.bearer(made.secret())).isEmpty();
    assertThat(access.store().removeToken("crm").join()).isEqualTo(new AccessChange.Unknown());
  }

  @Test
  void configurationGoesBeforeWhatWasMade() throws Exception {
    addAnna();
    access.close();
    var config =
        """
        {"users": [{"id": "anna", "passwordHash": "%s"}],
         "tokens": [{"id": "crm", "scopes": ["call"], "token": "a-token-of-its-own-kind"}]}
        """
            .formatted(PasswordHash.of(OTHER, CHEAP).text());

    access = open(config);

    assertThat(login("anna", PASSWORD)).isEqualTo(new Wrong());
    assertThat(login("anna", OTHER)).isInstanceOf(Welcome.class);
    assertThat(access.bearer("a-token-of-its-own-kind"))
        .hasValue(new Principal("token crm", Set.of(Scope.CALL)));
    assertThat(access.store().removeUser("anna").join())
        .isEqualTo(new AccessChange.Refused("anna is in the configuration"));
    assertThat(access.store().removeToken("crm").join())
        .isEqualTo(new AccessChange.Refused("crm is in the configuration"));

    access.store().configure(ConfigLoader.parse("{}"));

    assertThat(login("anna", PASSWORD)).isInstanceOf(Welcome.class);
  }

  @Test
  void setUpLinkMakesTheFirstUserOnce() {
    var secret = access.setupSecret().orElseThrow();

    assertThat(setUp("guess", "anna", PASSWORD)).isEqualTo(new Wrong());
    assertThat(setUp(secret, "an na", PASSWORD)).isInstanceOf(Unfit.class);
    assertThat(setUp(secret, "anna", "short")).isInstanceOf(Unfit.class);
    var welcome = setUp(secret, "anna", PASSWORD);

    assertThat(access.session(cookie(welcome))).hasValue(new Principal("anna", Scopes.ALL));
    assertThat(setUp(secret, "berta", PASSWORD)).isEqualTo(new Wrong());
    assertThat(access.setupSecret()).isEmpty();
  }

  @Test
  void setUpLinkIsTheSameAfterARestartUntilItIsUsed() throws Exception {
    var secret = access.setupSecret();
    access.close();

    access = open("{}");

    assertThat(access.setupSecret()).isEqualTo(secret);
    addAnna();
    assertThat(access.setupSecret()).isEmpty();
    assertThat(state.resolve("setup-token")).doesNotExist();
  }

  @Test
  void guessesOfTheSetUpLinkAreLimited() {
    IntStream.range(0, 10).forEach(_ -> setUp("guess", "anna", PASSWORD));

    assertThat(setUp(access.setupSecret().orElseThrow(), "anna", PASSWORD))
        .isInstanceOf(TooMany.class);
  }

  @Test
  void weakPasswordsAreRefused() {
    assertThat(PasswordRule.fault("anna", "123456789")).isPresent();
    assertThat(PasswordRule.fault("anna", "aaaaaaaabbbb")).isPresent();
    assertThat(PasswordRule.fault("anna", "Anna-is-my-name")).isPresent();
    assertThat(PasswordRule.fault("anna", "x".repeat(257))).isPresent();
    assertThat(PasswordRule.fault("anna", PASSWORD)).isEmpty();
  }

  @Test
  void diskThatIsFullChangesNothing() throws IOException {
    Files.createDirectory(state.resolve("access.json"));
    Files.writeString(state.resolve("access.json/in-the-way"), "");

    assertThat(access.addUser("anna", PASSWORD, Set.of()))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withMessageContaining("access.json");

    assertThat(access.store().users()).isEmpty();
    assertThat(access.setupSecret()).isPresent();
  }

  private void addAnna() {
    assertThat(access.addUser("anna", PASSWORD, Set.of(Scope.READ, Scope.CALL)).join())
        .isEqualTo(new AccessChange.Done());
  }

  private LoginOutcome login(String name, String password) {
    return access.login(name, password, HERE).join();
  }

  private LoginOutcome setUp(String secret, String name, String password) {
    return access.setUp(secret, name, password, HERE).join();
  }

  private static String cookie(LoginOutcome outcome) {
    assertThat(outcome).isInstanceOf(Welcome.class);
    return ((Welcome) outcome).cookie();
  }
}
