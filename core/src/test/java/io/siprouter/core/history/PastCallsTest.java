package io.siprouter.core.history;

import static io.siprouter.core.history.SampleCalls.NOON;
import static io.siprouter.core.history.SampleCalls.answered;
import static io.siprouter.core.history.SampleCalls.commanded;
import static io.siprouter.core.history.SampleCalls.missed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.route.RouteRegression.Rerouted;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the configuration would have done to the calls of the history. */
class PastCallsTest {

  private static final String CONFIG =
      """
      {
        "server": {"country": "DE"},
        "providers": [
          {"id": "north", "domain": "n.example", "username": "n", "password": "p"},
          {"id": "south", "domain": "s.example", "username": "s", "password": "p"}
        ],
        "devices": [
          {"id": "kitchen", "extension": "101", "username": "101", "password": "p"},
          {"id": "cellar", "extension": "102", "username": "102", "password": "p"}
        ],
        "routes": [
          {"id": "mobile", "match": {"direction": "outbound"}, "action": {"provider": "north"}},
          {"id": "in", "match": {"direction": "inbound", "callerPattern": "+4930777"},
           "action": {"devices": ["kitchen"]}}
        ]
      }
      """;

  @TempDir private Path state;

  @BeforeEach
  void write() throws SQLException, IOException {
    var file = state.resolve(HistoryFile.NAME);
    try (var store = new HistoryStore(file, InstantSource.fixed(NOON))) {
      store.insert(
          List.of(
              answered("old", -100),
              answered("a", 1),
              answered("b", 2),
              missed("c", 3, "030777", "0302222"),
              commanded("d", 4, "cellar")));
    }
  }

  private List<Rerouted> rerouted(String next, Instant since) throws IOException {
    return PastCalls.rerouted(new HistoryReader(state), config(CONFIG), config(next), since);
  }

  private static AppConfig config(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void callsAreAskedAgainAsTheyWereMade() throws IOException {
    var next =
        CONFIG
            .replace("\"provider\": \"north\"", "\"provider\": \"south\"")
            .replace("\"callerPattern\": \"+4930777\"", "\"callerPattern\": \"+4930888\"");

    assertThat(rerouted(next, NOON))
        .extracting(Rerouted::from, Rerouted::number, Rerouted::lost, Rerouted::count)
        .containsExactly(
            tuple("provider south", "0302222", true, 1),
            tuple("device kitchen", "015112345", false, 2));
  }

  @Test
  void longAgoDoesNotCount() throws IOException {
    var next = CONFIG.replace("\"provider\": \"north\"", "\"provider\": \"south\"");

    assertThat(rerouted(next, NOON.minusSeconds(1_000)))
        .extracting(Rerouted::count)
        .containsExactly(3);
    assertThat(rerouted(next, NOON.plusSeconds(2))).extracting(Rerouted::count).containsExactly(1);
    assertThat(rerouted(CONFIG, NOON)).isEmpty();
  }

  @Test
  void programsMayHaveCalledADeviceByItsId() throws IOException {
    var next = CONFIG.replace("\"extension\": \"102\"", "\"extension\": \"103\"");

    assertThat(rerouted(next, NOON))
        .extracting(Rerouted::from, Rerouted::number, Rerouted::before)
        .containsExactly(tuple("device kitchen", "102", "rings cellar"));
  }

  @Test
  void callsAreAskedAtTheTimeTheyWereMadeAt() throws IOException {
    var morning =
        """
        "schedules": [{"id": "morning", "timezone": "UTC", "special": [
          {"dates": "2000-01-01/2100-01-01", "from": "00:00", "to": "12:00"}]}],
        "routes": [
          {"id": "early", "match": {"direction": "outbound", "schedule": "morning"},
           "action": {"provider": "south"}},\
        """;

    assertThat(rerouted(CONFIG.replace("\"routes\": [", morning), NOON.minusSeconds(1_000)))
        .extracting(Rerouted::after, Rerouted::count, Rerouted::last)
        .containsExactly(tuple("leaves through south", 1, NOON.minusSeconds(100)));
  }
}
