package io.siprouter.core.history;

import static io.siprouter.core.history.SampleCalls.NOON;
import static io.siprouter.core.history.SampleCalls.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.config.HistorySection;
import io.siprouter.core.history.CallRecord.LegRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the file. */
class HistoryStoreTest {

  @TempDir private Path state;
  private Path file = Path.of("");
  private HistoryStore store = newStore(InstantSource.fixed(NOON));

  @BeforeEach
  void open() {
    file = state.resolve(HistoryFile.NAME);
    store = newStore(InstantSource.fixed(NOON));
  }

  private HistoryStore newStore(InstantSource clock) {
    return new HistoryStore(file, clock);
  }

  private List<String> ids() throws IOException {
    var ids = new ArrayList<String>();
    new HistoryReader(state).forEach(HistoryFilter.ALL, call -> ids.add(call.id()));
    return ids;
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(state)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void garbageIsMovedAsideAndANewFileBegun() throws Exception {
    Files.writeString(file, "this is no database ".repeat(500));

    store.insert(List.of(answered("new", 1)));

    assertThat(ids()).containsExactly("new");
    assertThat(files()).contains("history.db.broken-20261121-120000");
  }

  @Test
  void fileThatBreaksLaterIsMovedAsideToo() throws Exception {
    store.insert(IntStream.range(0, 2_000).mapToObj(i -> answered("old" + i, i)).toList());
    store.close();
    overwriteAllButTheFirstPage();

    store.insert(List.of(answered("new", 1)));

    assertThat(ids()).containsExactly("new");
    assertThat(files()).contains("history.db.broken-20261121-120000");
  }

  private void overwriteAllButTheFirstPage() throws IOException {
    var bytes = Files.readAllBytes(file);
    for (var i = 4096; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    Files.write(file, bytes);
  }

  @Test
  void diskThatBreaksEveryFileIsNotFilled() throws Exception {
    Files.writeString(file, "garbage ".repeat(1_000));
    store.insert(List.of(answered("a", 1)));
    store.close();
    Files.writeString(file, "garbage ".repeat(1_000));

    assertThatThrownBy(() -> store.insert(List.of(answered("b", 2))))
        .isInstanceOf(SQLException.class);
    assertThat(files()).filteredOn(name -> name.contains("broken")).hasSize(1);
  }

  @Test
  void fileOfALaterReleaseIsKeptForIt() throws Exception {
    store.insert(List.of(answered("old", 1)));
    store.close();
    try (var connection = HistoryFile.write(file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }

    store.insert(List.of(answered("new", 1)));

    assertThat(ids()).containsExactly("new");
    assertThat(files()).contains("history.db.broken-20261121-120000");
  }

  @Test
  void legsOfAnOlderFileAreFoundByTheNamesOfToday() throws Exception {
    store.insert(List.of(answered("old", 1)));
    store.close();
    try (var connection = HistoryFile.write(file);
        var statement = connection.createStatement()) {
      statement.execute("UPDATE legs SET kind = lower(kind)");
      statement.execute("PRAGMA user_version = 1");
    }

    store.insert(List.of(answered("new", 2)));

    var legs = new HistoryReader(state).call("old").orElseThrow().legs();
    assertThat(legs).extracting(LegRecord::kind).containsExactly("SIP_DEVICE", "SIP_PROVIDER");
  }

  @Test
  void repeatedRecordIsKeptOnce() throws Exception {
    store.insert(List.of(answered("a", 1), answered("a", 1)));
    store.insert(List.of(answered("a", 1), answered("b", 2)));

    assertThat(ids()).containsExactly("b", "a");
    assertThat(new HistoryReader(state).call("a").orElseThrow().legs()).hasSize(2);
  }

  @Test
  void oldCallsAreForgottenWithTheirLegs() throws Exception {
    store.insert(IntStream.range(0, 5_000).mapToObj(i -> answered("c" + i, i)).toList());

    newStore(InstantSource.fixed(NOON.plus(Duration.ofDays(1)).plusSeconds(3_000)))
        .prune(new HistorySection(1, 0));
    assertThat(ids()).hasSize(2_000).endsWith("c3000");

    store.prune(new HistorySection(0, 10));
    assertThat(ids()).hasSize(10).startsWith("c4999");
    assertThat(legs()).isEqualTo(20);
  }

  private int legs() throws SQLException {
    try (var connection = HistoryFile.read(file);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM legs")) {
      return row.getInt(1);
    }
  }
}
