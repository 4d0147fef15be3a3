package io.siprouter.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the resolver says about its way to a decision. */
class RouteTrailTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static final String CONFIG =
      """
      {
        "server": {"country": "DE", "areaCode": "030"},
        "providers": [
          {"id": "north", "domain": "n.example", "username": "n", "password": "p",
           "numberFormat": "e164-digits"},
          {"id": "south", "domain": "s.example", "username": "s", "password": "p"},
          {"id": "off", "domain": "o.example", "username": "o", "password": "p", "enabled": false}
        ],
        "devices": [
          {"id": "anna", "extension": "101", "username": "anna", "password": "p"},
          {"id": "ben", "extension": "102", "username": "ben", "password": "p",
           "mayDial": ["1*", "/\\\\+49.*/"]},
          {"id": "cleo", "extension": "103", "username": "cleo", "password": "p", "mayDial": []}
        ],
        "routes": [
          {"id": "last", "priority": 900, "match": {"direction": "outbound"},
           "action": {"provider": "south"}},
          {"id": "off", "enabled": false, "priority": 1,
           "match": {"direction": "outbound"}, "action": {"provider": "south"}},
          {"id": "in", "priority": 2, "match": {"direction": "inbound", "sourceProvider": "north"},
           "action": {"devices": ["anna"]}},
          {"id": "bens", "priority": 3,
           "match": {"direction": "outbound", "sourceDevice": "ben"},
           "action": {"provider": "south"}},
          {"id": "mobile", "priority": 4,
           "match": {"direction": "outbound", "numberPattern": "+491*"},
           "action": {"provider": "north"}},
          {"id": "callers", "priority": 5,
           "match": {"direction": "internal", "callerPattern": "102"},
           "action": {"devices": ["cleo"]}}
        ]
      }
      """;

  private final AppConfig config = parse();
  private final RouteResolver resolver = new RouteResolver(config);

  private static AppConfig parse() {
    try {
      return ConfigLoader.parse(CONFIG);
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private List<TrailStep> trail(RouteQuestion question) {
    var trail = new ArrayList<TrailStep>();
    resolver.resolve(question, trail::add);
    return trail;
  }

  private List<String> texts(String device, String dialled) {
    return trail(new RouteQuestion.FromDevice(device, dialled, NOON)).stream()
        .map(step -> step.name() + ": " + step.text())
        .toList();
  }

  @Test
  void everyRuleSaysWhyItDoesNotTakeTheCall() {
    assertThat(texts("anna", "030 23 45 67"))
        .containsExactly(
            "hide_number: does not begin with *31#, so the caller's number may be seen",
            "emergency: is not an emergency number",
            "feature_code: is not a feature code",
            "number: +4930234567: the national prefix 0 means +49",
            "rights: anna may dial it: *",
            "extension: is nobody's extension",
            "rule: off is disabled",
            "rule: in is for inbound calls",
            "rule: bens is for calls from device ben",
            "rule: mobile +4930234567 or 030234567 is not +491*",
            "rule: callers caller 101 is not 102",
            "rule: last matches");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anna | *31#110    | emergency: 110 asks for help: no rule, right or limit stands in the"
            + " way",
        "anna | *43        | feature_code: *43 is the echo test",
        "anna | 103        | extension: 103 is the extension of cleo",
        "ben  | 004312345678 | rights: ben may not dial it; it may dial 1*, /\\+49.*/",
        "cleo | 102        | rights: cleo may not dial it; it may dial nothing at all",
        "ben  | +49151234567 | rule: bens matches",
      })
  void trailEndsWhereTheCallIsDecided(String device, String dialled, String last) {
    assertThat(texts(device, dialled)).last().isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+4930234567   | begins with +",
        "004930234567  | the international prefix 00 means +",
        "030234567     | the national prefix 0 means +49",
        "2345678       | a number within the area 30",
        "tel:2345678;phone-context=+4940 | its phone-context is +4940",
        "102           | stays as dialled: no rule makes a worldwide number of it",
        "hello         | stays as dialled: no rule makes a worldwide number of it",
      })
  void readingSaysWhichRuleLedToTheWorldwideNumber(String dialled, String why) {
    assertThat(config.numberPlan().read(dialled).why()).isEqualTo(why);
  }

  @Test
  void providersNumbersAreReadInItsOwnFormat() {
    var trail = trail(new RouteQuestion.FromProvider("north", "4930123456", "", NOON));

    assertThat(trail)
        .extracting(TrailStep::text)
        .containsExactly(
            "+4930123456: this provider leaves out the +", "off is disabled", "in matches");
  }

  @Test
  void callersOfUnknownAndDisabledProvidersAreForbidden() {
    for (var id : List.of("off", "nobody")) {
      var plan = resolver.resolve(new RouteQuestion.FromProvider(id, "1", "2", NOON), _ -> {});

      assertThat(plan)
          .isInstanceOfSatisfying(Reject.class, it -> assertThat(it.code()).isEqualTo(403));
    }
  }

  @Test
  void explainedAndUnexplainedDecisionsAreTheSame() {
    var random = new Random(7);
    for (var i = 0; i < 2_000; i++) {
      var device = List.of("anna", "ben", "cleo", "stranger").get(random.nextInt(4));
      var dialled = dialled(random);
      var trail = new ArrayList<TrailStep>();
      var explained =
          resolver.resolve(new RouteQuestion.FromDevice(device, dialled, NOON), trail::add);

      assertThat(explained).isEqualTo(resolver.outbound(device, dialled, NOON));
      assertThat(taken(trail)).isEqualTo(explained.why().routeId().stream().toList());
    }
  }

  private static String dialled(Random random) {
    var start =
        List.of("", "0", "00", "+49", "0151", "*31#", "*4", "1", "11").get(random.nextInt(9));
    return start + random.nextInt(1, 1_000_000);
  }

  private static List<String> taken(List<TrailStep> trail) {
    return trail.stream()
        .filter(step -> step instanceof TrailStep.Rule rule && rule.taken())
        .map(step -> ((TrailStep.Rule) step).route().id())
        .toList();
  }
}
