package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.call.Outcome.Busy;
import io.siprouter.core.call.Outcome.Done;
import io.siprouter.core.call.Outcome.Invalid;
import io.siprouter.core.call.Outcome.Refused;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginationTest {

  private static final String CONFIG =
      """
      {
        "server": {"country": "DE", "rtpPorts": {"min": 22480, "max": 22519},
                   "limits": {"calls": 2}},
        "media": {"codecs": ["PCMU"]},
        "providers": [{
          "id": "carrier", "domain": "127.0.0.20", "username": "4930100", "password": "secret",
          "numberFormat": "e164",
          "numbers": ["+4930100", "+4930101"]
        }],
        "devices": [
          {"id": "alice", "displayName": "Alice", "extension": "101", "username": "101",
           "password": "alice-secret", "callerNumber": "+4930101"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret",
           "mayDial": ["1*"]}
        ],
        "routes": [
          {"id": "alices", "priority": 1,
           "match": {"direction": "outbound", "numberPattern": "+4940*", "sourceDevice": "alice"},
           "action": {"provider": "carrier"}},
          {"id": "anybodys", "priority": 2,
           "match": {"direction": "outbound", "numberPattern": "+4930*"},
           "action": {"provider": "carrier"}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void everythingIsGivenBack() {
    hub.calls().hangUpAll();
    hub.does(() -> hub.callees().forEach(callee -> callee.refuses(487)));
    assertThat(hub.calls().size()).isZero();
    hub.awaitPortsBack();
    hub.close();
  }

  @Test
  void twoNumbersAreCalledOneAfterTheOtherAndTalk() {
    assertThat(originate(Origination.of("0301234", "030 5678"))).isInstanceOf(Done.class);
    var first = hub.callee();
    assertThat(hub.callees()).hasSize(1);
    assertThat(first.invite().requestUri()).hasToString("sip:+49301234@127.0.0.20");

    hub.does(first::answers);
    var second = hub.callee();
    assertThat(second.invite().requestUri()).hasToString("sip:+49305678@127.0.0.20");
    assertThat(second.invite().from().uri().user()).contains("+4930100");
    hub.does(second::answers);
    hub.does(second::hangsUp);

    assertThat(first.done()).containsExactly("ACK", "BYE");
    assertThat(second.done()).containsExactly("ACK");
    assertThat(events(CallEnded.class).getLast().cause()).isEqualTo("callee_hangup");
  }

  @Test
  void callOfNobodySaysSo() {
    originate(Origination.of("0301234", "0305678"));

    var created = events(CallCreated.class).getLast();
    assertThat(created.sourceKind()).isEqualTo("command");
    assertThat(created.sourceId()).isEmpty();
    assertThat(created.direction()).isEqualTo("outbound");
    assertThat(created.from()).isEqualTo("0301234");
    assertThat(created.toNormalised()).isEqualTo("+49305678");
    assertThat(created.route()).contains("anybodys");
  }

  @Test
  void numberIsPutThroughToADeviceNamedByItsId() {
    hub.registers("bob", 1);
    originate(Origination.of("0301234", "bob"));
    hub.does(hub.callee()::answers);

    assertThat(hub.callee().invite().requestUri().user()).contains("bob");
    assertThat(hub.callee().invite().from().uri().user()).contains("0301234");
  }

  @Test
  void routeOfADeviceIsForItsOwnCallsAndThoseMadeInItsName() {
    assertThat(originate(Origination.of("0301234", "0405678")))
        .isEqualTo(
            new Refused<>(404, "no outbound or internal route for +49405678 from no device"));
    assertThat(originate(Origination.of("0301234", "0405678").onBehalfOf("101")))
        .isInstanceOf(Done.class);
  }

  @Test
  void rightsOfTheDeviceThatACallIsMadeForCount() {
    hub.registers("bob", 1);

    assertThat(originate(Origination.of("bob", "0305678")))
        .isEqualTo(new Refused<>(403, "bob may not dial +49305678"));
    assertThat(originate(Origination.of("bob", "0305678").onBehalfOf("alice")))
        .isInstanceOf(Done.class);
  }

  @ParameterizedTest
  @CsvSource({"dave, 102, from, dave", "101, sip:x@y, to, sip:x@y", "101, '', to, ''"})
  void whatIsNeitherDeviceNorNumberIsInvalid(String from, String to, String field, String value) {
    assertThat(originate(Origination.of(from, to)))
        .isEqualTo(new Invalid<>(field, value, "the id or extension of a device, or a number"));
  }

  @Test
  void whatIsToBeShownHasToBeFitForAHeader() {
    var asked = Origination.of("alice", "102");

    assertThat(originate(asked.showing(shown("no number", "x"))))
        .isEqualTo(new Invalid<>("caller.number", "no number", "a number"));
    assertThat(originate(asked.showing(shown("1", "a\r\nb"))))
        .isEqualTo(new Invalid<>("caller.name", "a\r\nb", "80 printable characters"));
    assertThat(originate(asked.onBehalfOf("nobody")))
        .isEqualTo(new Invalid<>("on_behalf", "nobody", "the id or extension of a device"));
  }

  @Test
  void nobodyRegisteredIs480OnEitherSide() {
    assertThat(originate(Origination.of("alice", "0301234")))
        .isEqualTo(new Refused<>(480, "alice is called by command, but nobody is registered"));
    assertThat(originate(Origination.of("0301234", "102")))
        .isEqualTo(new Refused<>(480, "102 is the extension of bob, but nobody is registered"));
    assertThat(originate(Origination.of("*43", "0301234")))
        .isEqualTo(new Refused<>(404, "the echo test calls nobody"));
  }

  @Test
  void fullHouseIs503ButHelpIsNot() {
    originate(Origination.of("0301234", "0305678"));
    originate(Origination.of("0301234", "0305678"));

    assertThat(originate(Origination.of("0301234", "0305678"))).isEqualTo(new Busy<>());
    assertThat(originate(Origination.of("0301234", "112"))).isInstanceOf(Done.class);
  }

  @Test
  void otherCallerIsShownWhereItMayBe() {
    hub.registers("alice", 1);
    originate(Origination.of("alice", "0305678").showing(shown("030 100", "Reception")));
    hub.does(hub.callee()::answers);
    assertThat(hub.callee().invite().from()).hasToString("\"Reception\" <sip:+4930100@127.0.0.20>");

    originate(Origination.of("alice", "0305678").showing(shown("+1555000", "")));
    hub.does(hub.callee()::answers);
    assertThat(hub.callee().invite().from()).hasToString("<sip:+4930101@127.0.0.20>");
  }

  @Test
  void phoneIsShownAnyCallerThatTheProgramNames() {
    hub.registers("alice", 1);
    hub.registers("bob", 1);
    originate(Origination.of("alice", "102").showing(shown("+1555000", "Robot")));
    hub.does(hub.callee()::answers);

    assertThat(hub.callee().invite().from().displayName()).isEqualTo("Robot");
    assertThat(hub.callee().invite().from().uri().user()).contains("+1555000");
  }

  @Test
  void secondSideIsReachedWhereItIsWhenTheFirstAnswers() {
    hub.registers("alice", 1);
    hub.registers("bob", 1);
    originate(Origination.of("alice", "102"));
    hub.registers("bob", 2);
    hub.does(hub.callee()::answers);

    assertThat(hub.callees()).hasSize(3);
  }

  @Test
  void headersOfTheCallAreAskedForOnBothSides() {
    var rule = new HeaderRule(Optional.empty(), "X-Campaign", "7");
    originate(Origination.of("0301234", "0305678").writing(List.of(rule)));
    hub.does(hub.callee()::answers);

    assertThat(hub.callees())
        .extracting(ScriptedCallee::invite)
        .allSatisfy(
            invite ->
                assertThat(invite.filter().apply(Requests.any()).headers().first("X-Campaign"))
                    .contains("7"));
  }

  @Test
  void drainingDaemonMakesNoCalls() {
    var _ = hub.calls().drain();

    assertThat(originate(Origination.of("0301234", "0305678"))).isEqualTo(new Busy<>());
  }

  private static ShownCaller shown(String number, String displayName) {
    return new ShownCaller(Optional.of(number), Optional.of(displayName));
  }

  private Outcome<CallId> originate(Origination asked) {
    var outcome = hub.calls().originate(asked);
    hub.does(() -> {});
    return outcome;
  }

  private <E extends ServerEvent> List<E> events(Class<E> kind) {
    return hub.events().stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
