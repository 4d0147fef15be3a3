package io.siprouter.control.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigChange;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Fault;
import io.siprouter.config.RestartNeeds;
import io.siprouter.control.config.ConfigOutcome.Applied;
import io.siprouter.control.config.ConfigOutcome.Conflict;
import io.siprouter.control.config.ConfigOutcome.Invalid;
import io.siprouter.control.config.ConfigOutcome.NoSuchVersion;
import io.siprouter.control.config.ConfigOutcome.NotWritten;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.ConfigApplied;
import io.siprouter.core.event.ServerEvent.ConfigRejected;
import io.siprouter.core.loop.EventLoops;
import io.siprouter.core.state.FileSteps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {

  private static final String FIRST = config("101", "\"desk-secret\"");
  private static final String NEXT = config("102", "\"desk-secret\"");
  private static final String WRONG = config("1 0 2", "17");

  @TempDir private Path folder;
  private final EventBus bus = new EventBus(EventLoops.virtual(), InstantSource.system());
  private final EventSubscription events = bus.subscribe(100);
  private final List<AppConfig> followed = new ArrayList<>();

  private static String config(String extension, String password) {
    return """
    {"devices": [
      {"id": "desk", "extension": "%s", "username": "desk", "password": %s}
    ]}
    """
        .formatted(extension, password);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private Path file() {
    return folder.resolve("config.json");
  }

  private ConfigStore store() throws Exception {
    return store(FileSteps.REAL);
  }

  private ConfigStore store(FileSteps steps) throws Exception {
    Files.writeString(file(), FIRST);
    var started = ConfigLoader.ofProcess().read(file(), bytes(FIRST));
    ConfigFollower follower =
        next -> {
          followed.add(next);
          return RestartNeeds.between(started.config(), next);
        };
    return new ConfigStore(file(), started, folder.resolve("state"), follower, bus, steps);
  }

  private ServerEvent event() throws InterruptedException {
    return events.next(Duration.ofSeconds(5)).orElseThrow().event();
  }

  @AfterEach
  void close() {
    bus.close();
  }

  private static Applied applied(ConfigOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  @Test
  void changeIsWrittenAndFollowedAndTold() throws Exception {
    var store = store();
    var before = store.current().etag();

    var outcome = applied(store.put(bytes(NEXT), before, "api anna"));

    assertThat(outcome.changes())
        .extracting(ConfigChange::path)
        .containsExactly("$.devices[?@.id=='desk'].extension");
    assertThat(outcome.etag()).isNotEqualTo(before).isEqualTo(store.current().etag());
    assertThat(file()).hasContent(NEXT.strip());
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(followed).hasSize(1);
    assertThat(event())
        .isEqualTo(
            new ConfigApplied(
                "api anna", List.of("$.devices[?@.id=='desk'].extension"), List.of()));
  }

  @Test
  void staleTagIsAConflictAndChangesNothing() throws Exception {
    var store = store();
    var stale = store.current().etag();
    store.put(bytes(NEXT), stale, "api");

    assertThat(store.put(bytes(FIRST), stale, "api"))
        .isEqualTo(new Conflict(store.current().etag()));
    assertThat(file()).hasContent(NEXT.strip());
  }

  @Test
  void wrongConfigurationIsAnsweredWithAllItsFaultsAndChangesNothing() throws Exception {
    var store = store();

    var outcome = store.put(bytes(WRONG), store.current().etag(), "api");

    assertThat(((Invalid) outcome).faults())
        .extracting(Fault::path)
        .containsExactlyInAnyOrder("$.devices[0].extension", "$.devices[0].password");
    assertThat(file()).hasContent(FIRST.strip());
    assertThat(followed).isEmpty();
  }

  @Test
  void tagIsAnotherInAnotherProcessSoThatItProvesNoGuess() throws Exception {
    assertThat(store().current().etag())
        .matches("\"[0-9a-f]{32}\"")
        .isNotEqualTo(store().current().etag());
  }

  @Test
  void whatWaitsForARestartIsSaidUntilItIsTakenBack() throws Exception {
    var store = store();
    var moved = FIRST.replaceFirst("\\{", "{\"server\": {\"sip\": {\"udpPort\": 5080}}, ");

    var outcome = applied(store.put(bytes(moved), store.current().etag(), "api"));
    assertThat(outcome.restart()).containsExactly("$.server.sip.udpPort");
    assertThat(store.preview(bytes(moved)).restart()).containsExactly("$.server.sip.udpPort");

    var back = applied(store.put(bytes(FIRST), store.current().etag(), "api"));
    assertThat(back.restart()).isEmpty();
  }

  @Test
  void previewSaysWhatWouldChangeAndChangesNothing() throws Exception {
    var store = store();

    var preview = store.preview(bytes(NEXT));

    assertThat(preview.changes()).hasSize(1);
    assertThat(preview.after().device("desk").orElseThrow().extension()).isEqualTo("102");
    assertThat(file()).hasContent(FIRST.strip());
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> store.preview(bytes(WRONG)))
        .satisfies(e -> assertThat(e.faults()).hasSize(2));
  }

  @Test
  void rollingBackTakesUpWhatWasBeforeAndThenWhatWasBeforeThat() throws Exception {
    var store = store();
    assertThat(store.rollBack(OptionalInt.empty(), "api")).isEqualTo(new NoSuchVersion());
    store.put(bytes(NEXT), store.current().etag(), "api");

    applied(store.rollBack(OptionalInt.empty(), "api"));
    assertThat(file()).hasContent(FIRST.strip());
    applied(store.rollBack(OptionalInt.empty(), "api"));
    assertThat(file()).hasContent(NEXT.strip());
    applied(store.rollBack(OptionalInt.of(1), "api"));
    assertThat(file()).hasContent(FIRST.strip());
    assertThat(store.rollBack(OptionalInt.of(99), "api")).isEqualTo(new NoSuchVersion());
  }

  @Test
  void lastTwentyVersionsAreKeptForTheirOwnerOnly() throws Exception {
    var store = store();
    for (var extension = 200; extension < 225; extension++) {
      store.put(bytes(config("" + extension, "\"p\"")), store.current().etag(), "api");
    }

    assertThat(store.versions()).hasSize(20);
    assertThat(store.versions().getFirst().number()).isEqualTo(25);
    var versions = folder.resolve("state/config-versions");
    assertThat(Files.getPosixFilePermissions(versions)).hasSize(3);
    assertThat(Files.getPosixFilePermissions(versions.resolve("000025.json"))).hasSize(2);
  }

  @Test
  void editedFileIsFollowedAndWhatWasBeforeIsKept() throws Exception {
    var store = store();
    Files.writeString(file(), NEXT);

    applied(store.reload("file"));

    assertThat(followed).hasSize(1);
    assertThat(((ConfigApplied) event()).by()).isEqualTo("file");
    applied(store.rollBack(OptionalInt.empty(), "api"));
    assertThat(file()).hasContent(FIRST.strip());
  }

  @Test
  void fileThatIsReadAgainUnchangedTellsNothing() throws Exception {
    var store = store();

    assertThat(applied(store.reload("sighup")).changes()).isEmpty();
    assertThat(followed).isEmpty();
    bus.close();
    assertThat(events.next(Duration.ofMillis(200))).isEmpty();
  }

  @Test
  void wrongOrMissingFileChangesNothingAndIsToldWithAllFaults() throws Exception {
    var store = store();
    Files.writeString(file(), WRONG);

    store.reload("file");

    assertThat(((ConfigRejected) event()).faults()).hasSize(2);
    Files.delete(file());
    store.reload("sighup");
    assertThat(event())
        .asInstanceOf(type(ConfigRejected.class))
        .satisfies(e -> assertThat(e.by()).isEqualTo("sighup"));
    assertThat(followed).isEmpty();
    assertThat(store.current().text().text()).isEqualTo(FIRST);
  }

  @Test
  void changeByAProgramKeepsTheWrongFileThatItReplaces() throws Exception {
    var store = store();
    Files.writeString(file(), WRONG);
    store.reload("file");

    applied(store.put(bytes(NEXT), store.current().etag(), "api"));

    assertThat(folder.resolve("state/config-versions/000001.json")).hasContent(WRONG.strip());
    assertThat(store.rollBack(OptionalInt.of(1), "api")).isInstanceOf(Invalid.class);
    assertThat(file()).hasContent(NEXT.strip());
  }

  @Test
  void fullDiskChangesNothing() throws Exception {
    var full =
        new FileSteps() {
          @Override
          public void write(FileChannel draft, ByteBuffer content) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    var store = store(full);

    assertThat(store.put(bytes(NEXT), store.current().etag(), "api"))
        .isEqualTo(new NotWritten("java.io.IOException: No space left on device"));
    assertThat(file()).hasContent(FIRST.strip());
    assertThat(followed).isEmpty();
  }

  @Test
  void fileBehindALinkIsReplacedAndTheLinkStays() throws Exception {
    Files.writeString(folder.resolve("real.json"), FIRST);
    Files.createSymbolicLink(file(), folder.resolve("real.json"));
    var store = store();

    applied(store.put(bytes(NEXT), store.current().etag(), "api"));

    assertThat(file()).isSymbolicLink();
    assertThat(folder.resolve("real.json")).hasContent(NEXT.strip());
  }

  @Test
  void watchedFileCountsAsChangedOnceItStaysAsItIs() throws Exception {
    Files.writeString(file(), FIRST);
    var watch = new FileWatch(file());
    assertThat(watch.hasChanged()).isFalse();

    Files.writeString(file(), NEXT + " ");
    assertThat(watch.hasChanged()).isFalse();
    Files.writeString(file(), NEXT + "  ");
    assertThat(watch.hasChanged()).isFalse();

    assertThat(watch.hasChanged()).isTrue();
    assertThat(watch.hasChanged()).isFalse();
  }
}
