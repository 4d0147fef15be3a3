package io.siprouter.core.history;

import static io.siprouter.core.history.SampleCalls.NOON;
import static io.siprouter.core.history.SampleCalls.answered;
import static io.siprouter.core.history.SampleCalls.missed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to a file of 10,000 calls: of ten, nine are answered, and one is missed. */
class HistoryReaderTest {

  private static final int CALLS = 10_000;
  private static final InstantSource CLOCK = InstantSource.fixed(NOON);

  @TempDir static Path state;
  private final HistoryReader reader = new HistoryReader(state);

  @BeforeAll
  static void write() throws SQLException, IOException {
    try (var store = new HistoryStore(state.resolve(HistoryFile.NAME), CLOCK)) {
      store.insert(IntStream.range(0, CALLS).mapToObj(HistoryReaderTest::call).toList());
    }
  }

  private static CallRecord call(int index) {
    return index % 10 == 9
        ? missed("c" + index, index, "+4930" + index, "030" + (index % 100))
        : answered("c" + index, index);
  }

  private static HistoryFilter filter(String name, String value) {
    var given = Optional.of(value).filter(text -> !text.isEmpty());
    return new HistoryFilter(
        given.filter(_ -> name.equals("since")).map(Instant::parse),
        given.filter(_ -> name.equals("until")).map(Instant::parse),
        given.filter(_ -> name.equals("direction")),
        given.filter(_ -> name.equals("device")),
        given.filter(_ -> name.equals("provider")),
        given.filter(_ -> name.equals("number")),
        given.filter(_ -> name.equals("cause")),
        given.filter(_ -> name.equals("answered")).map(Boolean::valueOf));
  }

  private int count(HistoryFilter filter) throws IOException {
    var found = new ArrayList<String>();
    reader.forEach(filter, call -> found.add(call.id()));
    return found.size();
  }

  @ParameterizedTest
  @CsvSource({
    "since,     2026-11-21T14:00:00Z, 2800",
    "until,     2026-11-21T14:00:00Z, 7200",
    "direction, inbound,              1000",
    "direction, internal,             0",
    "device,    kitchen,              9000",
    "device,    north,                0",
    "provider,  north,                9000",
    "provider,  south,                1000",
    "number,    015112345,            9000",
    "number,    +4915112345,          9000",
    "number,    +491*,                9000",
    "number,    101,                  9000",
    "number,    0309*,                200",
    "number,    03099,                100",
    "number,    03%*,                 0",
    "number,    101 OR 1=1,           0",
    "number,    *,                    10000",
    "cause,     not_found,            1000",
    "answered,  true,                 9000",
    "answered,  false,                1000",
  })
  void filterLetsThroughWhatItSays(String name, String value, int expected) throws IOException {
    assertThat(count(filter(name, value))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 999, 7_777})
  void pagesTogetherAreTheWholeNewestFirst(int most) throws IOException {
    var ids = new ArrayList<String>();
    var next = Optional.of(HistoryCursor.START);
    while (next.isPresent()) {
      var page = reader.page(HistoryFilter.ALL, next.get(), most);
      page.items().forEach(call -> ids.add(call.id()));
      next = page.next().flatMap(HistoryCursor::parse);
    }

    assertThat(ids)
        .isEqualTo(IntStream.range(0, CALLS).mapToObj(i -> "c" + (CALLS - 1 - i)).toList());
  }

  @Test
  void callComesBackAsItWasWritten() throws IOException {
    assertThat(reader.call("c17")).contains(answered("c17", 17));
    assertThat(reader.call("c19")).contains(missed("c19", 19, "+493019", "03019"));
    assertThat(reader.call("nobody's")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1", "1-", "1-2-3", "zzzzzzzzzzzzz-1", "1;2", "-1-1"})
  void whatIsNoCursorIsNotTaken(String text) {
    assertThat(HistoryCursor.parse(text)).isEmpty();
  }

  @Test
  void folderWithoutHistoryHasNoCalls(@TempDir Path empty) throws IOException {
    var page = new HistoryReader(empty).page(HistoryFilter.ALL, HistoryCursor.START, 10);

    assertThat(page).isEqualTo(new HistoryPage(List.of(), Optional.empty()));
  }
}
