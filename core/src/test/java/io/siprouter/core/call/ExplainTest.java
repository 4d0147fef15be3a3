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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
        "devices": [
          {"id": "anna", "extension": "101", "username": "anna", "password": "p"},
          {"id": "ben", "extension": "102", "username": "ben", "password": "p", "mayDial": ["1*"]},
          {"id": "cleo", "extension": "103", "username": "cleo", "password": "p"}
        ],
        "routes": [
          {"id": "group", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["anna", "ben", "cleo"]}},
          {"id": "dead", "match": {"direction": "outbound", "numberPattern": "09*"},
           "action": {"provider": "off"}},
          {"id": "pest", "match": {"direction": "outbound", "numberPattern": "+4966*"},
           "action": {"reject": {"code": 603}}},
          {"id": "mobile", "match": {"direction": "outbound", "numberPattern": "+491*"},
           "action": {"provider": "south", "failoverProviders": ["north"]}},
          {"id": "rest", "match": {"direction": "outbound", "numberPattern": "+*"},
           "action": {"provider": "north"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "030300"},
           "action": {"devices": ["anna", "cleo"]}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void close() {
    hub.close();
  }

  private Explanation explain(String device, String dialled) {
    return hub.calls().explain(new FromDevice(device, dialled));
  }

  private static List<String> invites(Explanation explanation) {
    var phones = explanation.phones().stream().flatMap(it -> it.contacts().stream());
    return Stream.concat(
            phones.flatMap(List::stream).map(Explanation.Contact::invite),
            explanation.providers().stream().flatMap(it -> it.invite().stream()).limit(1))
        .map(ExplainTest::withoutIds)
        .toList();
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
      compareWithCall(device, dialled(random));
    }
  }

  private static String dialled(Random random) {
    var whole =
        List.of("100", "101", "102", "103", "*43", "112", "*31#110", "090", "+496655555", "");
    var start = List.of("0151", "+49151", "030", "00", "*31#0151", "1", "23456");
    return random.nextBoolean()
        ? whole.get(random.nextInt(whole.size()))
        : start.get(random.nextInt(start.size())) + random.nextInt(10_000, 99_999);
  }

  private void compareWithCall(String device, String dialled) {
    var before = hub.callees().size();
    var explanation = explain(device, dialled);
    var now = explanation.now().orElseThrow();
    var caller = hub.dials(device, dialled, PCMU_SDP);

    var sent =
        hub.callees().stream()
            .skip(before)
            .map(callee -> withoutIds(InvitePreview.of(callee.invite()).toString()))
            .toList();
    assertThat(sent).as(device + " " + dialled).isEqualTo(invites(explanation));
    assertThat(caller.finals())
        .as(device + " " + dialled)
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
    var to = NameAddr.parse("<sip:030300@x>");
    var explanation =
        hub.calls().explain(new RouteQuestion.FromProvider("south", "030300", "030999888"));
    hub.providerCalls("south", invite -> invite.from(from).to(to));

    assertThat(explanation.decision().route()).contains("in");
    assertThat(explanation.shown().number()).isEqualTo("030999888");
    assertThat(withoutIds(InvitePreview.of(hub.callee().invite()).toString()))
        .isEqualTo(invites(explanation).getFirst());
    assertThat(explanation.phones())
        .extracting(phone -> phone.contacts().orElseThrow().size())
        .containsExactly(1, 0);
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
        new Explainer(ConfigLoader.parse(CONFIG)).explain(new FromDevice("anna", "*31#015112345"));
    var phones = new Explainer(ConfigLoader.parse(CONFIG)).explain(new FromDevice("anna", "102"));

    assertThat(explanation.now()).isEmpty();
    assertThat(explanation.number()).isEqualTo("+4915112345");
    assertThat(explanation.rulesLeft()).isEqualTo(2);
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
