package io.siprouter.core.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.loop.SteppedEventLoops;
import io.siprouter.core.state.FailingSteps;
import io.siprouter.core.state.FailingSteps.Failure;
import io.siprouter.core.state.FailingSteps.Killed;
import io.siprouter.core.state.FailingSteps.Step;
import io.siprouter.core.state.FileSteps;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What a disk that fails, and a process that dies, at any step of saving can cost. */
class RegistrationFaultsTest {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger(WriteBehind.class);

  private final ListAppender<ILoggingEvent> said = new ListAppender<>();

  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    said.start();
    LOG.setLevel(Level.INFO);
    LOG.addAppender(said);
  }

  @AfterEach
  void leaveNothingOpen() throws IOException {
    LOG.detachAppender(said);
    LOG.setLevel(null);
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(descriptors.map(RegistrationFaultsTest::target)).noneMatch(this::isOurs);
    }
  }

  private boolean isOurs(Path open) {
    return open.startsWith(folder);
  }

  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException _) {
      return Path.of("/closed/meanwhile");
    }
  }

  static Stream<Arguments> faults() {
    return Arrays.stream(Step.values())
        .flatMap(
            step -> Arrays.stream(Failure.values()).map(failure -> Arguments.of(step, failure)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oldStateOrNewIsReadWhereverSavingEnds(Step step, Failure failure) throws IOException {
    var before = List.of(binding("before"));
    var after = List.of(binding("after"), binding("besides"));
    new RegistrationFile(folder).save(before);

    var failing = new RegistrationFile(folder, new FailingSteps(step, failure));
    assertThatThrownBy(() -> failing.save(after)).isInstanceOfAny(IOException.class, Killed.class);

    assertThat(new RegistrationFile(folder).load())
        .isEqualTo(step == Step.FORCE_FOLDER ? after : before);
    if (failure == Failure.REFUSED) {
      assertThatOnlyTheFileIsThere();
    }
    new RegistrationFile(folder).save(List.of(binding("later")));
    assertThat(new RegistrationFile(folder).load()).containsExactly(binding("later"));
    assertThatOnlyTheFileIsThere();
  }

  @Test
  void folderThatIsGoneIsWaitedFor() throws IOException {
    var file = new RegistrationFile(folder);
    Files.delete(folder);
    assertThatThrownBy(() -> file.save(List.of(binding("a")))).isInstanceOf(IOException.class);
    assertThat(file.load()).isEmpty();

    Files.createDirectory(folder);
    file.save(List.of(binding("a")));
    assertThat(file.load()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void phonesAreAnsweredWhileSavingFailsAndSavedOnceItDoesNot(Step step) {
    var loops = new SteppedEventLoops();
    var store = new Repairable(new FailingSteps(step, Failure.REFUSED));
    var registrar = registrar(loops, store);

    for (int i = 1; i <= 2; i++) {
      assertThat(register(registrar, loops, i).status()).isEqualTo(200);
      loops.advance(Duration.ofSeconds(12));
    }
    assertThat(registrar.bindings("alice")).hasSize(2);
    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Registrations are not saved, a restart would lose them");

    store.now = new RegistrationFile(folder);
    loops.advance(Duration.ofSeconds(10));
    assertThat(new RegistrationFile(folder).load()).hasSize(2);
    assertThat(said.list)
        .last()
        .extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo("Registrations are saved again");
    assertThatOnlyTheFileIsThere();
  }

  @Test
  void brokenFileKeepsNobodyFromRegistering() throws IOException {
    Files.write(folder.resolve("registrations"), new byte[] {(byte) 0xff, 0, 10});
    var loops = new SteppedEventLoops();
    var registrar = registrar(loops, new RegistrationFile(folder));

    assertThat(register(registrar, loops, 1).status()).isEqualTo(200);
    loops.advance(Duration.ofSeconds(2));
    assertThat(new RegistrationFile(folder).load()).hasSize(1);
    assertThat(folder.resolve("registrations.broken")).exists();
  }

  /** A disk that somebody makes room on. */
  private final class Repairable implements RegistrationStore {
    private RegistrationStore now;

    Repairable(FileSteps failing) {
      now = new RegistrationFile(folder, failing);
    }

    @Override
    public List<Binding> load() {
      return now.load();
    }

    @Override
    public void save(List<Binding> bindings) throws IOException {
      now.save(bindings);
    }
  }

  private static Registrar registrar(SteppedEventLoops loops, RegistrationStore store) {
    var registrar =
        new Registrar(
            new RegistrarServices(
                new EventBus(loops, loops),
                loops,
                loops,
                store,
                Runnable::run,
                (_, _) -> {},
                "alice"::equals,
                _ -> true));
    registrar.restore();
    loops.settle();
    return registrar;
  }

  private static SipResponse register(Registrar registrar, SteppedEventLoops loops, int number) {
    var replies = new ArrayList<SipResponse>();
    var register =
        TestPhone.register("101", number)
            .header("Contact", "<sip:phone%d@10.0.0.7>".formatted(number))
            .expires(600)
            .build();
    registrar.onRequest(
        replies::add,
        register,
        TestPhone.flow("198.51.100.7", 40_123),
        TestPhone.device("alice", "101"));
    loops.settle();
    return replies.getFirst();
  }

  private static Binding binding(String user) {
    return new Binding(
        "alice",
        SipUri.of(user, "10.0.0.7"),
        TestPhone.flow("198.51.100.7", 40_123),
        ProxyPath.NONE,
        null,
        1,
        Instant.parse("2026-01-01T00:10:00Z"),
        "call",
        1,
        true);
  }

  private void assertThatOnlyTheFileIsThere() {
    assertThat(folder).isDirectoryContaining("glob:**/registrations");
    assertThat(folder.resolve("registrations.tmp")).doesNotExist();
  }
}
