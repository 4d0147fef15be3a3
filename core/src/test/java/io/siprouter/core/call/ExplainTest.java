package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.config.route.RouteQuestion.FromDevice;
import io.siprouter.core.explain.Explanation;
import io.siprouter.core.explain.Explanation.Result;
import io.siprouter.core.header.RunTimeHeaders.Lifetime;
import io.siprouter.core.header.RunTimeHeaders.Peer;
import io.siprouter.core.sip.stack.InvitePreview;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is explained is what happens. */
class ExplainTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22440, "max": 22479}, "country": "DE", "areaCode": "030",
                   "limits": {"calls": 5000}},
        "providers": [
          {"id": "north", "domain": "127.0.0.2:5060", "username": "n", "password": "secret-north",
           "numbers": ["030300"], "numberFormat": "e164", "headers": {"X-House": "ours"}},
          {"id": "south", "domain": "127.0.0.3:5060", "username": "s", "password": "secret-south",
           "maxCalls": 1},
          {"id": "off", "domain": "127.0.0.4:5060", "username": "o", "password": "p",
           "enabled": false}
        ],
        "schedules": [
          {"id": "office", "name": "Office hours", "timezone": "Europe/Berlin",
           "weekly": [{"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "17:30"}],
           "holidays": ["--12-25/--01-02"]},
          {"id": "lunch", "timezone": "Europe/Berlin",
           "weekly": [{"days": ["sat", "sun"], "from": "12:00", "to": "13:00"}]}
        ],
        "devices": [
          {"id": "anna", "extension": "101", "username": "anna", "password": "p"},
          {"id": "ben", "extension": "102", "username": "ben", "password": "p", "mayDial": ["1*"]},
          {"id": "cleo", "extension": "103", "username": "cleo", "password": "p"}
        ],
        "routes": [
          {"id": "group", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["anna", "ben", "cleo"]}},
          {"id": "quiet", "match": {"direction": "internal", "numberPattern": "109",
           "schedule": "lunch"}, "action": {"devices": ["ben"]}},
          {"id": "dead", "match": {"direction": "outbound", "numberPattern": "09*"},
           "action": {"provider": "off"}},
          {"id": "pest", "match": {"direction": "outbound", "numberPattern": "+4966*"},
           "action": {"reject": {"code": 603}}},
          {"id": "mobile", "match": {"direction": "outbound", "numberPattern": "+491*"},
           "action": {"provider": "south", "failoverProviders": ["north"]}},
          {"id": "evening", "match": {"direction": "outbound", "numberPattern": "+*",
           "schedule": "!office"}, "action": {"provider": "south"}},
          {"id": "rest", "match": {"direction": "outbound", "numberPattern": "+*"},
           "action": {"provider": "north"}},
          {"id": "lunch", "match": {"direction": "inbound", "schedule": "lunch"},
           "action": {"devices": ["ben"]}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "030300"},
           "action": {"devices": ["anna", "cleo"]}}
        ]
      }
      """;

  private static final NameAddr NUMBER = NameAddr.of(SipUri.of("030300", "x"));

  /** In office hours. */
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @BeforeEach
  void workBegins() {
    hub.isAt(MONDAY);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  private Explanation explain(String device, String dialled) {
    return hub.calls().explain(new FromDevice(device, dialled, MONDAY));
  }

  private static List<String> invites(Explanation explanation) {
    var phones = explanation.phones().stream().flatMap(it -> it.contacts().stream());
    return Stream.concat(
            phones.flatMap(List::stream).map(Explanation.Contact::invite),
            explanation.providers().stream()
                .filter(it -> isAsked(it, explanation))
                .flatMap(it -> it.invite().stream())
                .limit(1))
        .map(ExplainTest::withoutIds)
        .toList();
  }

  private static boolean isAsked(Explanation.Provider provider, Explanation explanation) {
    var emergency = explanation.decision().result() == Result.EMERGENCY;
    return emergency || !provider.full().orElseThrow();
  }

  /** What differs from call to call. */
  private static String withoutIds(String invite) {
    return invite
        .replaceAll("(?<=;branch=)[^;\r]+", "B")
        .replaceAll("(?<=;tag=)[^;\r]+", "T")
        .replaceAll("(?<=CSeq: )[0-9]+", "N")
        .replaceAll("(?<=o=- )[0-9]+", "S")
        .replaceAll("(?<=m=audio )[0-9]+", "P")
        .replaceAll("(?<=Content-Length: )[0-9]+", "L");
  }

  @Test
  void callsDoWhatIsExplained() {
    hub.registers("anna", 1);
    hub.registers("ben", 2);
    var random = new Random(11);
    for (var i = 0; i < 300; i++) {
      var device = List.of("anna", "ben", "cleo").get(random.nextInt(3));
      compareWithCall(device, dialled(random), moment(random));
    }
  }

  @Test
  void callsDoWhatIsExplainedWhereAProviderIsFull() {
    hub.registers("anna", 1);
    hub.dials("anna", "015112345", PCMU_SDP);
    hub.does(hub.callee()::answers);
    var random = new Random(13);
    for (var i = 0; i < 100; i++) {
      compareWithCall("anna", dialled(random), moment(random));
    }
    assertThat(explain("anna", "0151777777").now().orElseThrow().reason())
        .isEqualTo("north is called first");
  }

  @Test
  void fullProviderCannotCallItself() {
    hub.registers("anna", 1);
    hub.dials("anna", "015112345", PCMU_SDP);
    hub.does(hub.callee()::answers);
    var question = new RouteQuestion.FromProvider("south", "030300", "030999888", MONDAY);

    assertThat(hub.calls().explain(question).now().orElseThrow())
        .extracting(Explanation.Course::reason, it -> it.sipStatus().orElseThrow())
        .containsExactly("south has as many calls as it may", 503);
    assertThat(hub.providerCalls("south", invite -> invite.to(NUMBER)).finals())
        .singleElement()
        .asString()
        .startsWith("503");
  }

  @Test
  void whoeverIsNotLetInIsToldSoUnlessItCallsForHelp() {
    hub.registers("ben", 1);
    var _ = hub.calls().drain();

    assertThat(explain("anna", "102").now().orElseThrow())
        .extracting(Explanation.Course::reason, it -> it.sipStatus().orElseThrow())
        .containsExactly("this server takes no more calls", 503);
    assertThat(explain("anna", "112").now().orElseThrow().result()).isEqualTo(Result.EMERGENCY);
    compareWithCall("anna", "102", MONDAY);
    compareWithCall("anna", "112", MONDAY);
  }

  /** A year of minutes. */
  private static Instant moment(Random random) {
    return MONDAY.plus(random.nextInt(365 * 1440), ChronoUnit.MINUTES);
  }

  private static String dialled(Random random) {
    var whole =
        List.of(
            "100", "101", "102", "103", "109", "*43", "112", "*31#110", "090", "+496655555", "");
    var start = List.of("0151", "+49151", "030", "00", "*31#0151", "1", "23456");
    return random.nextBoolean()
        ? whole.get(random.nextInt(whole.size()))
        : start.get(random.nextInt(start.size())) + random.nextInt(10_000, 99_999);
  }

  private void compareWithCall(String device, String dialled, Instant at) {
    var before = hub.callees().size();
    var explanation = hub.calls().explain(new FromDevice(device, dialled, at));
    var now = explanation.now().orElseThrow();
    hub.isAt(at);
    var caller = hub.dials(device, dialled, PCMU_SDP);

    var sent =
        hub.callees().stream()
            .skip(before)
            .map(callee -> withoutIds(InvitePreview.of(callee.invite()).toString()))
            .toList();
    assertThat(sent)
        .as(device + " " + dialled + " at " + at)
        .isEqualTo(now.result() == Result.REFUSE ? List.of() : invites(explanation));
    assertThat(caller.finals())
        .as(device + " " + dialled + " at " + at)
        .allSatisfy(end -> assertThat(end).startsWith(expectedFinal(now)))
        .hasSize(now.result() == Result.REFUSE || now.result() == Result.ECHO ? 1 : 0);
    hub.does(caller::cancels);
    hub.does(() -> hub.callees().stream().skip(before).forEach(it -> it.refuses(487)));
  }

  private static String expectedFinal(Explanation.Course now) {
    return now.sipStatus().map(String::valueOf).orElse("200");
  }

  @Test
  void providersCallsDoWhatIsExplained() throws SipParseException {
    hub.registers("anna", 1);
    var from = NameAddr.parse("<sip:030999888@x>;tag=1");
    var explanation =
        hub.calls().explain(new RouteQuestion.FromProvider("south", "030300", "030999888", MONDAY));
    hub.providerCalls("south", invite -> invite.from(from).to(NUMBER));

    assertThat(explanation.decision().route()).contains("in");
    assertThat(explanation.shown().number()).isEqualTo("030999888");
    assertThat(withoutIds(InvitePreview.of(hub.callee().invite()).toString()))
        .isEqualTo(invites(explanation).getFirst());
    assertThat(explanation.phones())
        .extracting(phone -> phone.contacts().orElseThrow().size())
        .containsExactly(1, 0);
  }

  @Test
  void providersCallsKeepToSchedulesToo() {
    hub.registers("anna", 1);
    hub.registers("ben", 1);
    var random = new Random(12);
    for (var i = 0; i < 100; i++) {
      var at = moment(random);
      var question = new RouteQuestion.FromProvider("south", "030300", "030999888", at);
      var explanation = hub.calls().explain(question);
      hub.isAt(at);
      var caller = hub.providerCalls("south", invite -> invite.to(NUMBER));

      assertThat(hub.callee().invite().requestUri().user())
          .as(explanation.decision().reason() + " at " + at)
          .contains(explanation.phones().getFirst().device());
      hub.does(caller::cancels);
      hub.does(() -> hub.callee().refuses(487));
    }
  }

  @Test
  void scheduleIsToldWithItsNextChange() {
    var saturday = Instant.parse("2026-11-28T11:30:00Z");
    var rules = hub.calls().explain(new FromDevice("anna", "0303333", saturday)).rules();

    assertThat(rules)
        .extracting(Explanation.Rule::id, Explanation.Rule::verdict, Explanation.Rule::schedule)
        .contains(
            tuple("quiet", "other_number", Optional.empty()),
            tuple(
                "evening",
                "taken",
                Optional.of(
                    new Explanation.Schedule(
                        "office",
                        "Office hours",
                        "Europe/Berlin",
                        false,
                        Optional.of(Instant.parse("2026-11-30T08:00:00Z"))))));
    assertThat(explain("anna", "0303333").rules())
        .extracting(Explanation.Rule::id, Explanation.Rule::reason)
        .contains(tuple("evening", "office is open until 17:30"), tuple("rest", "matches"));
  }

  @Test
  void callBelongsToTheMomentItBeginsAt() {
    hub.isAt(Instant.parse("2026-11-23T16:29:59Z"));
    var caller = new ScriptedCaller();
    hub.invites(caller, "anna", "0303333", PCMU_SDP);
    hub.isAt(Instant.parse("2026-11-23T16:30:00Z"));
    hub.does(() -> {});

    assertThat(InvitePreview.of(hub.callee().invite()).toString()).contains("X-House: ours");
  }

  @Test
  void fullProviderIsNamed() {
    hub.dials("anna", "015112345", PCMU_SDP);
    hub.does(hub.callee()::answers);
    var explanation = explain("anna", "015112346");

    assertThat(explanation.providers())
        .extracting(Explanation.Provider::provider, it -> it.full().orElseThrow())
        .containsExactly(tuple("south", true), tuple("north", false));
  }

  @Test
  void headersForOneRequestAreShownAndKept() {
    var once = new HeaderRule(Optional.empty(), "X-Once", "yes");
    hub.headers().set(new Peer.Provider("north"), once, Lifetime.ONCE);

    for (var i = 0; i < 3; i++) {
      assertThat(invites(explain("anna", "0303333"))).first().asString().contains("X-Once: yes");
    }
    hub.dials("anna", "0303333", PCMU_SDP);
    assertThat(InvitePreview.of(hub.callee().invite()).toString()).contains("X-Once: yes");
  }

  @Test
  void explanationTellsNoPassword() {
    assertThat(explain("anna", "0303333").toString())
        .contains("X-House: ours")
        .doesNotContain("secret-");
  }

  @Test
  void fileAloneTellsAllButWhatIsLive() throws ConfigException {
    var explanation =
        new Explainer(ConfigLoader.parse(CONFIG))
            .explain(new FromDevice("anna", "*31#015112345", MONDAY));
    var phones =
        new Explainer(ConfigLoader.parse(CONFIG)).explain(new FromDevice("anna", "102", MONDAY));

    assertThat(explanation.now()).isEmpty();
    assertThat(explanation.number()).isEqualTo("+4915112345");
    assertThat(explanation.rulesLeft()).isEqualTo(4);
    assertThat(explanation.providers())
        .containsExactly(
            new Explanation.Provider(
                "south",
                "015112345",
                "s",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            new Explanation.Provider(
                "north",
                "+4915112345",
                "+4930300",
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(phones.phones())
        .containsExactly(new Explanation.Phone("ben", "102", Optional.empty()));
  }
}
