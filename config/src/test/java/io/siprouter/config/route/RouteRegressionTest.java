package io.siprouter.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.route.RouteQuestion.FromDevice;
import io.siprouter.config.route.RouteQuestion.FromProvider;
import io.siprouter.config.route.RouteRegression.Rerouted;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which calls of the past another configuration would send elsewhere. */
class RouteRegressionTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static final String CONFIG =
      """
      {
        "server": {"country": "DE"},
        "providers": [
          {"id": "north", "domain": "n.example", "username": "n", "password": "p"},
          {"id": "south", "domain": "s.example", "username": "s", "password": "p"}
        ],
        "devices": [
          {"id": "anna", "extension": "101", "username": "anna", "password": "p"},
          {"id": "ben", "extension": "102", "username": "ben", "password": "p"}
        ],
        "routes": [
          {"id": "mobile", "match": {"direction": "outbound", "numberPattern": "+491*"},
           "action": {"provider": "north"}},
          {"id": "rest", "match": {"direction": "outbound"}, "action": {"provider": "south"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["anna"]}}
        ]
      }
      """;

  private static final List<RouteQuestion> CALLS =
      List.of(
          new FromDevice("anna", "015112345", minutesAgo(3)),
          new FromDevice("anna", "015167890", minutesAgo(1)),
          new FromDevice("ben", "0301234567", minutesAgo(2)),
          new FromDevice("anna", "102", minutesAgo(4)),
          new FromDevice("anna", "112", minutesAgo(5)),
          new FromDevice("anna", "*43", minutesAgo(6)),
          new FromProvider("north", "+4930300", "+49151999", minutesAgo(7)));

  private static Instant minutesAgo(int minutes) {
    return NOON.minusSeconds(60L * minutes);
  }

  private static AppConfig config(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Rerouted> changes(String was, String is) {
    assertThat(CONFIG).contains(was);
    return changes(CONFIG.replace(was, is), CALLS.stream());
  }

  private static List<Rerouted> changes(String next, Stream<RouteQuestion> calls) {
    var regression = new RouteRegression(config(CONFIG), config(next));
    calls.forEach(regression::put);
    return regression.result();
  }

  @Test
  void sameConfigurationChangesNothing() {
    assertThat(changes("mobile", "cellular")).isEmpty();
  }

  @Test
  void callsThatGoElsewhereAreGrouped() {
    assertThat(changes("{\"provider\": \"north\"}", "{\"provider\": \"south\"}"))
        .containsExactly(
            new Rerouted(
                "0151*",
                "device anna",
                "leaves through north",
                "leaves through south",
                false,
                2,
                NOON.minusSeconds(60)));
  }

  @Test
  void callsThatGoNowhereComeFirst() {
    var changes =
        changes(
            CONFIG
                .replace("{\"provider\": \"north\"}", "{\"provider\": \"south\"}")
                .replace("\"direction\": \"inbound\"", "\"direction\": \"internal\""),
            CALLS.stream());
    var lost = changes("{\"devices\": [\"anna\"]}", "{\"reject\": {\"code\": 603}}");
    assertThat(changes).extracting(Rerouted::lost).containsExactly(true, false);
    assertThat(changes).first().extracting(Rerouted::after).isEqualTo("refused with 404");
    assertThat(lost)
        .singleElement()
        .extracting(Rerouted::before, Rerouted::after, Rerouted::lost)
        .containsExactly("rings anna", "refused with 603", true);
  }

  @Test
  void anotherNumberIsAChangeToo() {
    var changes =
        changes(
            "\"id\": \"south\", \"domain\"",
            "\"id\": \"south\", \"numberFormat\": \"e164\", \"domain\"");

    assertThat(changes)
        .singleElement()
        .extracting(Rerouted::before, Rerouted::after)
        .containsExactly(
            "leaves through south as 0301234567", "leaves through south as +49301234567");
  }

  @Test
  void nothingIsRememberedOfEachCall() {
    var many =
        Stream.iterate(0, i -> i < 5_000, i -> i + 1)
            .<RouteQuestion>map(i -> new FromDevice("anna", "0151" + (10_000 + i), minutesAgo(1)));
    var next = CONFIG.replace("{\"provider\": \"north\"}", "{\"provider\": \"south\"}");

    assertThat(changes(next, many))
        .singleElement()
        .extracting(Rerouted::number, Rerouted::count)
        .containsExactly("01511*", 5_000);
  }
}
