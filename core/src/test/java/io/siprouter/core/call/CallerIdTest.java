package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.NameAddr;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is shown to whom. */
class CallerIdTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22120, "max": 22159}, "country": "DE"},
        "providers": [
          {"id": "plain", "domain": "127.0.0.2:5060", "username": "u1", "password": "p",
           "numberFormat": "e164", "numbers": ["+4930100", "030101"]},
          {"id": "ppi", "domain": "127.0.0.3:5060", "username": "u2", "password": "p",
           "numberFormat": "e164-digits", "numbers": ["+49301000"],
           "callerId": {"from": "username", "header": "ppi", "clir": "privacy"}},
          {"id": "pai", "domain": "127.0.0.4:5060", "username": "u3", "password": "p",
           "numbers": ["030300"], "callerId": {"header": "pai", "trusted": false}},
          {"id": "rpid", "domain": "127.0.0.5:5060", "username": "u4", "password": "p",
           "callerId": {"header": "rpid"}}
        ],
        "devices": [
          {"id": "alice", "displayName": "A \\"B\\" <x>", "extension": "101", "username": "101",
           "password": "alice-secret", "callerNumber": "030101"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
        ],
        "routes": [
          {"id": "1", "match": {"direction": "outbound", "numberPattern": "1*"},
           "action": {"provider": "plain"}},
          {"id": "2", "match": {"direction": "outbound", "numberPattern": "2*"},
           "action": {"provider": "ppi"}},
          {"id": "3", "match": {"direction": "outbound", "numberPattern": "3*"},
           "action": {"provider": "pai"}},
          {"id": "4", "match": {"direction": "outbound", "numberPattern": "4*"},
           "action": {"provider": "rpid", "callerId": "+4930999"}},
          {"id": "5", "match": {"direction": "outbound", "numberPattern": "5*"},
           "action": {"provider": "plain", "callerId": "anonymous"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["bob"]}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void close() {
    hub.close();
  }

  private OutboundInvite dialled(String device, String number) {
    hub.dials(device, number, PCMU_SDP);
    return hub.callee().invite();
  }

  private static List<Header> header(String name, String value) {
    return List.of(new Header(name, value));
  }

  @Test
  void deviceShowsItsOwnNumberWhereTheProviderHasIt() {
    var invite = dialled("alice", "1999");

    assertThat(invite.from()).hasToString("\"A \\\"B\\\" <x>\" <sip:+4930101@127.0.0.2:5060>");
    assertThat(invite.extraHeaders()).isEmpty();
    assertThat(dialled("bob", "1999").from().uri().user()).contains("+4930100");
    assertThat(dialled("alice", "3999").from().uri().user()).contains("030300");
  }

  @Test
  void numberStandsWhereTheProviderReadsIt() {
    var ppi = dialled("bob", "2999");

    assertThat(ppi.from().uri()).hasToString("sip:u2@127.0.0.3:5060");
    assertThat(ppi.extraHeaders())
        .isEqualTo(header("P-Preferred-Identity", "<sip:49301000@127.0.0.3:5060>"));
    assertThat(dialled("bob", "3999").extraHeaders())
        .isEqualTo(header("P-Asserted-Identity", "<sip:030300@127.0.0.4:5060>"));
    assertThat(dialled("bob", "4999").extraHeaders())
        .isEqualTo(
            header(
                "Remote-Party-ID",
                "<sip:+4930999@127.0.0.5:5060>;party=calling;screen=yes;privacy=off"));
  }

  @ParameterizedTest
  @CsvSource({"bob, *31#1999", "bob, 5999"})
  void hiddenCallerIsAnonymous(String device, String number) {
    var invite = dialled(device, number);

    assertThat(invite.requestUri().user()).hasValueSatisfying(user -> assertThat(user).hasSize(4));
    assertThat(invite.from()).hasToString("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
    assertThat(invite.extraHeaders()).isEqualTo(header("Privacy", "id"));
  }

  @Test
  void providerThatNeedsItKeepsTheNumberOfAHiddenCaller() {
    var ppi = dialled("alice", "*31#2999");

    assertThat(ppi.from()).hasToString("<sip:u2@127.0.0.3:5060>");
    assertThat(ppi.extraHeaders())
        .containsExactly(
            new Header("Privacy", "id"),
            new Header("P-Preferred-Identity", "<sip:49301000@127.0.0.3:5060>"));
    assertThat(dialled("bob", "*31#4999").extraHeaders())
        .last()
        .hasToString(
            "Remote-Party-ID: <sip:+4930999@127.0.0.5:5060>"
                + ";party=calling;screen=yes;privacy=full");
  }

  @Test
  void hiddenCallerIsHiddenFromPhonesToo() {
    hub.registers("bob", 1);
    var invite = dialled("alice", "*31#102");

    assertThat(invite.from().displayName()).isEqualTo("Anonymous");
    assertThat(invite.from().uri().user()).contains("anonymous");
    assertThat(invite.contact().user()).contains("anonymous");
  }

  @ParameterizedTest
  @ValueSource(strings = {"112", "*31#112"})
  void thoseWhoHelpSeeTheNumber(String dialled) {
    var invite = dialled("alice", dialled);

    assertThat(invite.requestUri().user()).contains("112");
    assertThat(invite.from().uri().user()).contains("+4930101");
    assertThat(invite.extraHeaders()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "plain, P-Asserted-Identity, +4930777, 030777",
    "plain, Remote-Party-ID,     +4930777, 030777",
    "pai,   P-Asserted-Identity, +4930777, 030888",
  })
  void wordOfAProviderCountsWhereItIsTrusted(
      String provider, String header, String asserted, String shown) throws SipParseException {
    var from = NameAddr.parse("<sip:+4930888@x>;tag=1");
    hub.registers("bob", 1);
    hub.providerCalls(
        provider, invite -> invite.from(from).header(header, "<sip:" + asserted + "@x>"));

    assertThat(hub.callee().invite().from().uri().user()).contains(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=1",
        "<sip:Anonymous@sip.example.org>;tag=1",
        "<sip:unknown@anonymous.invalid>;tag=1"
      })
  void anonymousCallerIsRecognised(String from) throws SipParseException {
    var anonymous = NameAddr.parse(from);
    hub.registers("bob", 1);
    hub.providerCalls("plain", invite -> invite.from(anonymous));

    assertThat(hub.callee().invite().from().uri().user()).contains("anonymous");
  }
}
