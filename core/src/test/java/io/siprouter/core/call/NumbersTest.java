package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.NameAddr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How numbers look on either side of us. */
class NumbersTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22040, "max": 22079}, "country": "DE", "areaCode": "030"},
        "providers": [
          {"id": "plus", "domain": "127.0.0.2:5060", "username": "u1", "password": "p",
           "numberFormat": "e164"},
          {"id": "digits", "domain": "127.0.0.3:5060", "username": "u2", "password": "p",
           "numberFormat": "e164-digits"},
          {"id": "vienna", "domain": "127.0.0.4:5060", "username": "u3", "password": "p",
           "country": "AT", "numberFormat": "national"},
          {"id": "plain", "domain": "127.0.0.5:5060", "username": "u4", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"}
        ],
        "routes": [
          {"id": "mobile", "match": {"direction": "outbound", "numberPattern": "+491*"},
           "action": {"provider": "digits"}},
          {"id": "austria", "match": {"direction": "outbound", "numberPattern": "+43*"},
           "action": {"provider": "vienna"}},
          {"id": "outside-line", "match": {"direction": "outbound", "numberPattern": "90*"},
           "action": {"provider": "plus", "stripPrefix": "9"}},
          {"id": "service", "match": {"direction": "outbound", "numberPattern": "/[*#1].*/"},
           "action": {"provider": "plus"}},
          {"id": "rest", "match": {"direction": "outbound", "numberPattern": "+49*"},
           "action": {"provider": "plain"}},
          {"id": "in", "match": {"direction": "inbound", "numberPattern": "+4930123456"},
           "action": {"devices": ["alice"]}}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);

  @AfterEach
  void close() {
    hub.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0151 1234567,    sip:491511234567@127.0.0.3:5060",
    "004312345678,    sip:012345678@127.0.0.4:5060",
    "+4312345678,     sip:012345678@127.0.0.4:5060",
    "90301234567,     sip:+49301234567@127.0.0.2:5060",
    "*21*5551#,       sip:*21*5551%23@127.0.0.2:5060",
    "116117,          sip:116117@127.0.0.2:5060",
    "0401234567,      sip:0401234567@127.0.0.5:5060",
    "3334455,         sip:3334455@127.0.0.5:5060",
  })
  void providerIsAskedForTheNumberInItsOwnFormat(String dialled, String requestUri) {
    hub.dials("alice", dialled, PCMU_SDP);

    assertThat(hub.callee().invite().requestUri()).hasToString(requestUri);
    assertThat(hub.callee().invite().to()).hasToString("<" + requestUri + ">");
    assertThat(hub.events()).first().extracting(e -> ((CallCreated) e).to()).isEqualTo(dialled);
  }

  @ParameterizedTest
  @CsvSource({
    "digits, sip:4930123456@x, sip:4940999888@x,     040999888",
    "digits, sip:4930123456@x, sip:33123456789@x,    0033123456789",
    "plus,   sip:+4930123456@x, sip:+4940999888@x,   040999888",
    "plain,  sip:030123456@x,  sip:040999888@x,      040999888",
    "plain,  tel:030-123456,   tel:+49-40-999888,    040999888",
    "plain,  tel:030-123456;phone-context=+49, 'tel:999888;phone-context=+4940', 040999888",
    "plus,   sip:+4930123456@x, sip:**610@x,         **610",
  })
  void phoneSeesWhatItCanDialBack(String provider, String to, String from, String shown)
      throws SipParseException {
    hub.registers("alice", 1);
    var callee = NameAddr.parse("<" + to + ">");
    var caller = NameAddr.parse("<" + from + ">").withTag("t");
    hub.providerCalls(provider, invite -> invite.to(callee).from(caller));

    assertThat(hub.callee().invite().from().uri().user()).contains(shown);
  }
}
