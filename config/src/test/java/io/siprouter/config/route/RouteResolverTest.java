package io.siprouter.config.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Route;
import io.siprouter.config.RouteAction;
import io.siprouter.config.number.NumberPlan;
import io.siprouter.config.number.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteResolverTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static final String CONFIG =
      """
      {
        "providers": [
          {"id": "north", "domain": "n.example", "username": "n", "password": "p"},
          {"id": "south", "domain": "s.example", "username": "s", "password": "p"},
          {"id": "off", "domain": "o.example", "username": "o", "password": "p", "enabled": false}
        ],
        "devices": [
          {"id": "anna", "extension": "101", "username": "anna", "password": "p"},
          {"id": "ben", "extension": "102", "username": "ben", "password": "p"},
          {"id": "cleo", "extension": "103", "username": "cleo", "password": "p"}
        ],
        "routes": [
          {"id": "disabled", "enabled": false, "priority": 0,
           "match": {"direction": "inbound"}, "action": {"reject": {"code": 500}}},
          {"id": "fallback", "priority": 900,
           "match": {"direction": "inbound", "sourceProvider": "north"},
           "action": {"devices": ["cleo"], "noAnswerTimeoutSec": 20}},
          {"id": "pest", "priority": 1,
           "match": {"direction": "inbound", "callerPattern": "+4966*"},
           "action": {"reject": {"code": 603}}},
          {"id": "desk", "priority": 50,
           "match": {"direction": "inbound", "numberPattern": "/\\\\+49301[0-9]/"},
           "action": {"devices": ["anna", "ben"], "noAnswerTimeoutSec": 30}},
          {"id": "desk-too", "priority": 50,
           "match": {"direction": "inbound", "numberPattern": "+4930*", "sourceProvider": "north"},
           "action": {"devices": ["ben"]}},

          {"id": "group", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["anna", "ben"], "noAnswerTimeoutSec": 45}},
          {"id": "only-anna", "match": {"direction": "internal", "numberPattern": "199"},
           "action": {"devices": ["anna"]}},
          {"id": "no-cleo", "priority": 10,
           "match": {"direction": "outbound", "numberPattern": "0*", "sourceDevice": "cleo"},
           "action": {"reject": {"code": 403}}},
          {"id": "abroad", "priority": 20,
           "match": {"direction": "outbound", "numberPattern": "000*"},
           "action": {"provider": "south", "stripPrefix": "000", "prependPrefix": "+"}},
          {"id": "ben-south", "priority": 30,
           "match": {"direction": "outbound", "numberPattern": "0*", "callerPattern": "102"},
           "action": {"provider": "south", "stripPrefix": "0"}},
          {"id": "outside", "match": {"direction": "outbound", "numberPattern": "0*"},
           "action": {"provider": "north", "stripPrefix": "0"}},
          {"id": "carrier-test", "match": {"direction": "outbound", "numberPattern": "6*"},
           "action": {"provider": "north", "stripPrefix": "0"}},
          {"id": "dead", "match": {"direction": "outbound", "numberPattern": "9*"},
           "action": {"provider": "off"}}
        ]
      }
      """;

  private AppConfig config;
  private RouteResolver resolver;

  @BeforeEach
  void readConfiguration() throws Exception {
    config = ConfigLoader.parse(CONFIG);
    resolver = new RouteResolver(config);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "north | +493010 | +49111 | desk     | anna,ben | 30",
        "south | +493010 | +49111 | desk     | anna,ben | 30",
        "south | +493010 | ''     | desk     | anna,ben | 30",
        "north | +493055 | +49111 | desk-too | ben      | 60",
        "north | 555     | +49111 | fallback | cleo     | 20",
        "north | ''      | ''     | fallback | cleo     | 20",
      })
  void inboundCallRingsWhatTheFirstRouteSays(
      String provider, String called, String caller, String route, String devices, int seconds) {
    var reason = called + " rings " + devices.replace(",", ", ");

    assertThat(resolver.inbound(provider, number(called), number(caller), NOON))
        .isEqualTo(
            new RingPlan.Ring(
                List.of(devices.split(",")),
                Duration.ofSeconds(seconds),
                Decision.byRoute(route, reason)));
  }

  @ParameterizedTest
  @CsvSource({"101, 102, false", "101, 555, false", "102, 101, true", "102, 0301, true"})
  void deviceCallsNothingButWhatItMayDial(String extension, String dialled, boolean allowed)
      throws ConfigException {
    var strict =
        ConfigLoader.parse(
            """
            {
              "providers": [{"id": "p", "domain": "p.example", "username": "p", "password": "p"}],
              "devices": [
                {"id": "101", "extension": "101", "username": "a", "password": "p",
                 "mayDial": ["9*", "/0[1-9]/"]},
                {"id": "102", "extension": "102", "username": "b", "password": "p"}
              ],
              "routes": [{"id": "out", "match": {"direction": "outbound"},
                          "action": {"provider": "p"}}]
            }
            """);

    var plan = new RouteResolver(strict).outbound(extension, dialled, NOON);

    if (allowed) {
      assertThat(plan).isNotInstanceOf(Reject.class);
    } else {
      assertThat(plan)
          .isInstanceOfSatisfying(Reject.class, reject -> assertThat(reject.code()).isEqualTo(403));
    }
  }

  @Test
  void inboundCallWithoutRouteIsNotFound() {
    assertThat(resolver.inbound("south", number("101"), number("+49111"), NOON))
        .isEqualTo(rejectWithoutRoute(404, "no inbound route for 101 from provider south"));
  }

  @Test
  void inboundCallerCanBeRefused() {
    assertThat(resolver.inbound("north", number("+493010"), number("+4966123"), NOON))
        .isEqualTo(rejectByRoute(603, "pest", "calls to +493010 are refused"));
  }

  @Test
  void devicesDialEachOtherByExtensionWithoutARoute() {
    assertThat(resolver.outbound("anna", "102", NOON))
        .isEqualTo(
            new DialPlan.ToDevices(
                List.of("ben"),
                Duration.ofMinutes(3),
                Decision.withoutRoute("102 is the extension of ben")));
  }

  @Test
  void ownExtensionIsBusy() {
    assertThat(resolver.outbound("anna", "101", NOON))
        .isEqualTo(rejectWithoutRoute(486, "anna dialled its own extension"));
  }

  @Test
  void featureCodeIsTheEchoTest() {
    assertThat(resolver.outbound("anna", "*43", NOON))
        .isEqualTo(new DialPlan.FeatureEcho(Decision.withoutRoute("*43 is the echo test")));
  }

  @ParameterizedTest
  @CsvSource({"cleo, 'anna,ben'", "anna, ben", "ben, anna"})
  void ringGroupRingsEverybodyButTheCaller(String caller, String rung) {
    var devices = List.of(rung.split(","));
    var why = Decision.byRoute("group", "100 rings " + String.join(", ", devices));

    assertThat(resolver.outbound(caller, "100", NOON))
        .isEqualTo(new DialPlan.ToDevices(devices, Duration.ofSeconds(45), why));
  }

  @Test
  void ringGroupOfTheCallerAloneIsBusy() {
    assertThat(resolver.outbound("anna", "199", NOON))
        .isEqualTo(rejectByRoute(486, "only-anna", "199 rings nobody but the caller"));
  }

  @ParameterizedTest
  @CsvSource({
    "anna, 030123,   outside,      north, 30123",
    "anna, 00049301, abroad,       south, +49301",
    "ben,  030123,   ben-south,    south, 30123",
    "ben,  00049301, abroad,       south, +49301",
    "anna, 601,      carrier-test, north, 601",
  })
  void outboundCallLeavesThroughTheFirstRoutesProvider(
      String device, String dialled, String route, String provider, String number) {
    var reason = dialled + " leaves through " + provider + " as " + number;

    assertThat(resolver.outbound(device, dialled, NOON))
        .isEqualTo(
            new DialPlan.ToProvider(
                List.of(provider),
                number(number),
                Optional.empty(),
                Decision.byRoute(route, reason)));
  }

  @ParameterizedTest
  @CsvSource({
    "cleo, 030123, 403, no-cleo, calls to 030123 are refused",
    "anna, 0,      484, outside, nothing is left of 0 to dial",
    "anna, 911,    503, dead,    provider off is disabled",
  })
  void routeCanEndInARefusal(String device, String dialled, int code, String route, String reason) {
    assertThat(resolver.outbound(device, dialled, NOON))
        .isEqualTo(rejectByRoute(code, route, reason));
  }

  @Test
  void helpIsDecidedBeforeEveryRule() throws Exception {
    var all =
        ConfigLoader.parse(
            CONFIG
                .replaceFirst(
                    "\"enabled\": false, \"priority\": 0", "\"enabled\": true, \"priority\": 0")
                .replaceFirst("\"direction\": \"inbound\"", "\"direction\": \"outbound\""));
    var why = Decision.withoutRoute("112 is an emergency number");

    assertThat(new RouteResolver(all).outbound("anna", "77", NOON)).isInstanceOf(Reject.class);
    for (var dialled : List.of("112", "0112", "000112")) {
      assertThat(new RouteResolver(all).outbound("anna", dialled, NOON))
          .isEqualTo(new DialPlan.Emergency("112", List.of("north", "south"), why));
    }
  }

  @Test
  void dialledNumberWithoutRouteIsNotFound() {
    assertThat(resolver.outbound("anna", "77", NOON))
        .isEqualTo(
            rejectWithoutRoute(404, "no outbound or internal route for 77 from device anna"));
  }

  @Test
  void unknownDeviceMayNotDial() {
    assertThat(resolver.outbound("ghost", "101", NOON))
        .isEqualTo(rejectWithoutRoute(403, "there is no device ghost"));
  }

  @Test
  void inboundRouteToAProviderIsNoConfiguration() {
    var inbound = config.routes().getFirst().match();
    var action = new RouteAction.Dial("north", "", "", List.of(), Optional.empty());
    var routes = List.of(new Route("r", "", true, 0, inbound, action));
    var broken =
        new AppConfig(
            config.server(),
            config.media(),
            config.providers(),
            config.devices(),
            routes,
            config.schedules(),
            config.featureCodes(),
            config.emergencyNumbers(),
            config.emergencyProviders(),
            config.headers(),
            config.trace(),
            config.history(),
            config.users(),
            config.tokens(),
            config.webhooks());

    assertThatIllegalStateException()
        .isThrownBy(
            () -> new RouteResolver(broken).inbound("north", number("1"), number("2"), NOON))
        .withMessage("inbound route r leads to provider north");
  }

  private static PhoneNumber number(String text) {
    return NumberPlan.UNKNOWN.dialled(text);
  }

  private static Reject rejectByRoute(int code, String route, String reason) {
    return new Reject(code, new Decision(Optional.of(route), reason));
  }

  private static Reject rejectWithoutRoute(int code, String reason) {
    return new Reject(code, new Decision(Optional.empty(), reason));
  }
}
