package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.SessionTerms;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Provisional responses that are acknowledged. RFC 3262. */
class ReliableTest {
  private static final String REQUIRED = "Require: 100rel";

  private RunningStack hub;
  private UdpPeer phone;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    use(Reliability.SUPPORTED);
    phone = new UdpPeer(hub.udp());
    caller = new Caller(phone.hostPort(), "UDP");
  }

  @AfterEach
  void leaveNothingBehind() {
    try {
      hub.assertBecomesIdle();
    } finally {
      phone.close();
      hub.close();
    }
  }

  @Test
  void responseIsRepeatedUntilItsPrack() throws IOException {
    var call = called(REQUIRED);
    call.provisional(180, Optional.empty(), hub.contact());
    var ringing = phone.expect("SIP/2.0 180");
    assertThat(Wire.header(ringing, "Require")).isEqualTo("100rel");
    assertThat(phone.expectAgain("SIP/2.0 180")).isEqualTo(ringing);

    phone.send(caller.inDialog("PRACK", ringing, 2, "RAck: 1 1 INVITE"));
    phone.expect("SIP/2.0 481");
    phone.send(prack(ringing, 3));
    phone.expect("SIP/2.0 200");
    phone.send(prack(ringing, 4));
    phone.expect("SIP/2.0 481");
    refuse(call);
  }

  @Test
  void nextResponseWaitsForThePrackOfTheOneBefore() throws IOException {
    var call = called(REQUIRED);
    call.provisional(180, Optional.empty(), hub.contact());
    call.provisional(183, Optional.of(Wire.SDP), hub.contact());
    var ringing = phone.expect("SIP/2.0 180");
    phone.send(prack(ringing, 2));
    phone.expect("SIP/2.0 200");

    var progress = phone.expect("SIP/2.0 183");
    assertThat(rSeq(progress)).isEqualTo(rSeq(ringing) + 1);
    phone.send(prack(progress, 3));
    phone.expect("SIP/2.0 200");
    refuse(call);
  }

  @Test
  void answerWaitsForThePrackAndNeedsNoDescriptionAnyMore() throws IOException {
    var call = called(REQUIRED);
    call.provisional(183, Optional.of(Wire.SDP), hub.contact());
    call.answer(Wire.SDP, hub.contact());
    var progress = phone.expect("SIP/2.0 183");
    assertThat(phone.expectAgain("SIP/2.0 ")).isEqualTo(progress);
    phone.send(prack(progress, 2));

    assertThat(Wire.header(phone.expect("SIP/2.0 200"), "CSeq")).isEqualTo("2 PRACK");
    var answer = phone.expect("SIP/2.0 200");
    assertThat(Wire.body(answer)).isEmpty();
    phone.send(caller.ack(answer));
    hub.next(DialogEvent.Acknowledged.class);
    phone.send(caller.inDialog("BYE", answer, 3));
    hub.next(DialogEvent.Bye.class);
  }

  @Test
  void offerInAPrackIsAnsweredByTheOwner() throws IOException {
    var call = called(REQUIRED);
    call.provisional(183, Optional.of(Wire.SDP), hub.contact());
    var progress = phone.expect("SIP/2.0 183");
    var prack = prack(progress, 2, "Content-Type: application/sdp");
    phone.send(prack.replace("Length: 0", "Length: " + Wire.SDP.length()) + Wire.SDP);

    var offer = hub.next(DialogEvent.Updated.class);
    var answer = SipResponse.responseTo(offer.request(), 200);
    offer.exchange().reply(answer.body("application/sdp", Wire.SDP).build());
    assertThat(Wire.body(phone.expect("SIP/2.0 200"))).isEqualTo(Wire.SDP);
    refuse(call);
  }

  @Test
  void callerThatSendsNoPrackIsToBeRefused() throws IOException {
    var call = called(REQUIRED);
    call.provisional(180, Optional.empty(), hub.contact());

    hub.next(DialogEvent.PrackTimeout.class);
    refuse(call);
  }

  @Test
  void callerThatOnlySupportsItIsNotTroubled() throws IOException {
    var call = called("Supported: 100rel");
    call.provisional(180, Optional.empty(), hub.contact());

    assertThat(Wire.headers(phone.expect("SIP/2.0 180"), "RSeq")).isEmpty();
    refuse(call);
  }

  @Test
  void callerThatDoesNotFitIsRefused() throws IOException {
    use(Reliability.REQUIRED);
    phone.send(caller.invite());
    var cannot = phone.expect("SIP/2.0 421");
    assertThat(Wire.header(cannot, "Require")).isEqualTo("100rel");
    phone.send(caller.ackOf(cannot));

    use(Reliability.OFF);
    caller = new Caller(phone.hostPort(), "UDP");
    phone.send(caller.invite(REQUIRED));
    var mayNot = phone.expect("SIP/2.0 420");
    assertThat(Wire.header(mayNot, "Unsupported")).isEqualTo("100rel");
    phone.send(caller.ackOf(mayNot));
  }

  @Test
  void weAcknowledgeEachResponseOnceAndInOrder() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    assertThat(Wire.header(invite, "Supported")).isEqualTo("100rel");
    phone.send(progress(invite, 5));
    var first = phone.expect("PRACK");
    assertThat(Wire.header(first, "RAck")).isEqualTo("5 " + Wire.header(invite, "CSeq"));
    phone.send(Wire.response(first, "200 OK", ""));
    hub.next(DialogEvent.Provisional.class);
    phone.send(progress(invite, 5));
    phone.send(progress(invite, 7));
    phone.send(progress(invite, 6));
    var second = phone.expect("PRACK");
    assertThat(Wire.header(second, "RAck")).startsWith("6 ");
    phone.send(Wire.response(second, "200 OK", ""));
    hub.next(DialogEvent.Provisional.class);
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    phone.expect("ACK");

    call.bye(Optional.empty());
    var bye = phone.expect("BYE");
    assertThat(cSeq(bye)).isEqualTo(cSeq(second) + 1).isEqualTo(cSeq(invite) + 3);
    phone.send(Wire.response(bye, "200 OK", ""));
  }

  @Test
  void phoneThatCannotDoWhatWeRequireMayRefuse() throws IOException {
    use(Reliability.REQUIRED);
    hub.call(phone.address());
    var invite = phone.expect("INVITE");
    assertThat(Wire.header(invite, "Require")).isEqualTo("100rel");
    phone.send(Wire.response(invite, "420 Bad Extension", "b", "Unsupported: 100rel"));

    assertThat(hub.next(DialogEvent.Refused.class).response().status()).isEqualTo(420);
    phone.expect("ACK");
  }

  private void use(Reliability reliability) {
    hub.use(new DialogTerms(SessionTerms.OFF, reliability));
  }

  private InboundDialog called(String header) throws IOException {
    phone.send(caller.invite(header));
    return hub.nextCall();
  }

  private void refuse(InboundDialog call) throws IOException {
    call.reject(486, "Busy Here", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 486")));
  }

  private String prack(String response, int cSeq, String... more) {
    var rAck = List.of("RAck: " + rSeq(response) + " 1 INVITE");
    var lines = Stream.concat(rAck.stream(), List.of(more).stream());
    return caller.inDialog("PRACK", response, cSeq, lines.toArray(String[]::new));
  }

  private String progress(String invite, int number) {
    return Wire.response(
        invite, "183 Session Progress", "b", contact(), REQUIRED, "RSeq: " + number, Wire.SDP);
  }

  private String contact() {
    return "Contact: <sip:bob@" + phone.hostPort() + ">";
  }

  private static long rSeq(String response) {
    return Long.parseLong(Wire.header(response, "RSeq"));
  }

  private static long cSeq(String request) {
    return Long.parseLong(Wire.header(request, "CSeq").split(" ", 2)[0]);
  }
}
