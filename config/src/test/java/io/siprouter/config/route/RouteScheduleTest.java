package io.siprouter.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.route.RouteQuestion.FromDevice;
import io.siprouter.config.route.RouteQuestion.FromProvider;
import io.siprouter.config.route.RouteRegression.Rerouted;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls go where the clock on the wall says. */
class RouteScheduleTest {
  private static final String CONFIG =
      """
      {
        "providers": [{"id": "north", "domain": "n.example", "username": "n", "password": "p"}],
        "devices": [
          {"id": "desk", "extension": "101", "username": "desk", "password": "p"},
          {"id": "porter", "extension": "102", "username": "porter", "password": "p"}
        ],
        "schedules": [
          {"id": "office", "timezone": "Europe/Berlin",
           "weekly": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:30"}],
           "holidays": ["--12-25"]},
          {"id": "never-again", "timezone": "UTC",
           "special": [{"dates": "2020-01-01", "from": "00:00", "to": "24:00"}]}
        ],
        "routes": [
          {"id": "curfew", "priority": 1,
           "match": {"direction": "outbound", "schedule": "!never-again"},
           "action": {"reject": {"code": 403}}},
          {"id": "day", "match": {"direction": "inbound", "schedule": "office"},
           "action": {"devices": ["desk"]}},
          {"id": "night", "match": {"direction": "inbound", "schedule": "!office"},
           "action": {"devices": ["porter"]}},
          {"id": "old", "match": {"direction": "inbound", "callerPattern": "1", "schedule": "office"},
           "action": {"devices": ["desk"]}}
        ]
      }
      """;

  private static AppConfig config(String json) {
    try {
      return ConfigLoader.parse(json);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static Instant at(String moment) {
    return OffsetDateTime.parse(moment).toInstant();
  }

  private static List<String> rules(String moment) {
    var trail = new ArrayList<TrailStep>();
    var question = new FromProvider("north", "+4930300", "+49301", at(moment));
    new RouteResolver(config(CONFIG)).resolve(question, trail::add);
    return trail.stream()
        .filter(TrailStep.Rule.class::isInstance)
        .map(step -> ((TrailStep.Rule) step).verdict() + ": " + step.text())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T08:59+01:00, OTHER_TIME: day office is closed until 09:00",
    "2026-11-23T09:00+01:00, 'TAKEN: day matches, office is open until 17:30'",
    "2026-12-25T10:00+01:00, OTHER_TIME: day office is closed until Monday 09:00",
  })
  void ruleSaysWhatItsScheduleIsAndUntilWhen(String moment, String day) {
    assertThat(rules(moment)).contains(day);
  }

  @Test
  void oppositeOfAScheduleTakesTheRest() {
    assertThat(rules("2026-11-21T12:00Z"))
        .containsExactly(
            "OTHER_DIRECTION: curfew is for outbound calls",
            "OTHER_TIME: day office is closed until Monday 09:00",
            "TAKEN: night matches, office is closed until Monday 09:00");
  }

  @Test
  void timeIsTheLastThingThatIsAsked() {
    var trail = new ArrayList<TrailStep>();
    var json = CONFIG.replace("\"schedule\": \"!office\"", "\"callerPattern\": \"2\"");
    var question = new FromProvider("north", "+4930300", "+49301", at("2026-11-21T12:00Z"));
    var plan = new RouteResolver(config(json)).resolve(question, trail::add);

    assertThat(trail.getLast().text()).isEqualTo("old caller +49301 is not 1");
    assertThat(((TrailStep.Rule) trail.getLast()).schedule()).isEmpty();
    assertThat(plan.why().reason())
        .isEqualTo("no inbound route for +4930300 from provider north at this time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2020-01-01T12:00Z", "2026-11-23T12:00Z", "2026-12-25T03:00Z"})
  void noScheduleKeepsHelpOff(String moment) {
    var resolver = new RouteResolver(config(CONFIG));

    for (var dialled : List.of("112", "*31#112")) {
      assertThat(resolver.resolve(new FromDevice("desk", dialled, at(moment)), _ -> {}))
          .isInstanceOf(DialPlan.Emergency.class);
      assertThat(resolver.outbound("desk", dialled, at(moment)))
          .isInstanceOf(DialPlan.Emergency.class);
      assertThat(resolver.outboundOfNobody(dialled, at(moment)))
          .isInstanceOf(DialPlan.Emergency.class);
    }
  }

  @Test
  void callsWithoutADeviceKeepToSchedulesToo() {
    var resolver = new RouteResolver(config(CONFIG));

    assertThat(resolver.outboundOfNobody("030123", at("2026-11-23T12:00Z")).why().routeId())
        .contains("curfew");
    assertThat(resolver.outboundOfNobody("030123", at("2020-01-01T12:00Z")).why().routeId())
        .isEmpty();
  }

  @Test
  void callsOfThePastAreAskedAtTheirOwnTime() {
    var next = CONFIG.replace("\"to\": \"17:30\"", "\"to\": \"16:00\"");
    var regression = new RouteRegression(config(CONFIG), config(next));
    for (var moment :
        List.of("2026-11-20T15:59+01:00", "2026-11-20T16:00+01:00", "2026-11-20T17:30+01:00")) {
      regression.put(new FromProvider("north", "+4930300", "+49301", at(moment)));
    }

    assertThat(regression.result())
        .containsExactly(
            new Rerouted(
                "+4930300",
                "provider north",
                "rings desk",
                "rings porter",
                false,
                1,
                at("2026-11-20T16:00+01:00")));
  }
}
