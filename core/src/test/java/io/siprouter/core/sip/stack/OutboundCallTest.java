package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.RequestFilter;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboundCallTest {
  private RunningStack hub;
  private UdpPeer phone;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    phone = new UdpPeer(hub.udp());
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    try {
      hub.assertBecomesIdle();
    } finally {
      phone.close();
      hub.close();
    }
  }

  @Test
  void calleeRingsAnswersAndIsHungUp() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE sip:bob@" + phone.hostPort());
    assertThat(Wire.body(invite)).isEqualTo(Wire.SDP);
    assertThat(Wire.header(invite, "Contact")).isEqualTo("<" + hub.contact() + ">");
    phone.send(Wire.response(invite, "180 Ringing", "b", contact()));
    assertThat(hub.next(DialogEvent.Provisional.class).response().status()).isEqualTo(180);

    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    assertThat(hub.next(DialogEvent.Answered.class).sdp()).hasValue(Wire.SDP);
    call.ack(Optional.empty());
    var ack = phone.expect("ACK sip:bob@" + phone.hostPort());
    assertThat(Wire.header(ack, "CSeq"))
        .isEqualTo(Wire.header(invite, "CSeq").replace("INVITE", "ACK"));

    call.bye(Optional.empty());
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
  }

  @Test
  void calleeHangsUp() throws IOException {
    var invite = answeredCall();

    phone.send(callee(invite, "BYE", 1));
    phone.expect("SIP/2.0 200");
    hub.next(DialogEvent.Bye.class);
  }

  @Test
  void refusalIsAcknowledgedAndTold() throws IOException {
    hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "486 Busy Here", "b"));

    assertThat(hub.next(DialogEvent.Refused.class).response().status()).isEqualTo(486);
    var ack = phone.expect("ACK");
    assertThat(Wire.header(ack, "To")).contains("tag=b");
    assertThat(Wire.header(ack, "Via")).isEqualTo(Wire.header(invite, "Via"));
  }

  @Test
  void deadPeerFailsTheCall() throws IOException {
    hub.call(phone.address());

    phone.expect("INVITE");
    assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.TIMEOUT);
  }

  @Test
  void peerThatIsSilentForTooLongHasLostTheCall() throws IOException {
    hub.call(phone.address(), Duration.ofMillis(200));
    var invite = phone.expect("INVITE");
    assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.TIMEOUT);

    phone.send(Wire.response(invite, "180 Ringing", "b", contact()));
    var cancel = phone.expect("CANCEL");
    phone.send(Wire.response(cancel, "200 OK", "b"));
    phone.send(Wire.response(invite, "487 Request Terminated", "b"));
    phone.expect("ACK");
    assertThat(hub.isSilent()).isTrue();
  }

  @Test
  void peerThatTakesTheLostCallIsHungUp() throws IOException {
    hub.call(phone.address(), Duration.ofMillis(200));
    var invite = phone.expect("INVITE");
    hub.next(DialogEvent.Failed.class);

    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    phone.expect("ACK");
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
    assertThat(hub.isSilent()).isTrue();
  }

  @Test
  void cancelWaitsForTheFirstSignOfLife() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    call.cancel(Optional.of("SIP;cause=200;text=\"Call completed elsewhere\""));
    assertThat(phone.expectAgain("INVITE")).isEqualTo(invite);

    phone.send(Wire.response(invite, "100 Trying", ""));
    var cancel = phone.expect("CANCEL");
    assertThat(Wire.header(cancel, "Via")).isEqualTo(Wire.header(invite, "Via"));
    assertThat(Wire.header(cancel, "Reason")).contains("Call completed elsewhere");
    phone.send(Wire.response(cancel, "200 OK", "b"));
    phone.send(Wire.response(invite, "487 Request Terminated", "b"));
    assertThat(hub.next(DialogEvent.Provisional.class).response().status()).isEqualTo(100);
    assertThat(hub.next(DialogEvent.Refused.class).response().status()).isEqualTo(487);
    phone.expect("ACK");
  }

  @Test
  void answerThatCrossesCancelIsAckedAndHungUpAtOnceWhateverHasBecomeOfTheOwner()
      throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "180 Ringing", "b", contact()));
    hub.next(DialogEvent.Provisional.class);
    call.cancel(Optional.empty());
    var cancel = phone.expect("CANCEL");
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    phone.send(Wire.response(cancel, "481 No Such Call", "b"));
    phone.send(callee(invite, "INFO", 1));

    phone.expect("ACK");
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
    phone.expect("SIP/2.0 481");
    hub.next(DialogEvent.Answered.class);
  }

  @Test
  void cancelThatCrossesAnAnswerHangsUp() throws IOException {
    var call = hub.call(phone.address());
    phone.send(Wire.response(phone.expect("INVITE"), "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.cancel(Optional.of("SIP;cause=200"));

    phone.expect("ACK");
    var bye = phone.expect("BYE");
    assertThat(Wire.header(bye, "Reason")).isEqualTo("SIP;cause=200");
    phone.send(Wire.response(bye, "200 OK", ""));
  }

  @Test
  void answerThatNobodyAcknowledgesIsHungUp() throws IOException {
    hub.call(phone.address());
    phone.send(Wire.response(phone.expect("INVITE"), "200 OK", "b", contact(), Wire.SDP));

    phone.expect("ACK");
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
    hub.next(DialogEvent.Answered.class);
  }

  @Test
  void cancelThatIsNeverHeardFailsTheCall() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "180 Ringing", "b", contact()));
    hub.next(DialogEvent.Provisional.class);
    call.cancel(Optional.empty());

    phone.expect("CANCEL");
    assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.TIMEOUT);
  }

  @Test
  void answerThatComesAgainGetsTheSameAck() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    var answer = Wire.response(invite, "200 OK", "b", contact(), Wire.SDP);
    phone.send(answer);
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    var ack = phone.expect("ACK");

    phone.send(answer);
    assertThat(phone.expectAgain("ACK")).isEqualTo(ack);
    hangUp(call);
  }

  @Test
  void answerOfAnotherForkIsAckedAndHungUp() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    phone.expect("ACK");

    phone.send(Wire.response(invite, "200 OK", "fork", contact(), Wire.SDP));
    assertThat(Wire.header(phone.expect("ACK"), "To")).endsWith("tag=fork");
    var bye = phone.expect("BYE");
    assertThat(Wire.header(bye, "To")).endsWith("tag=fork");
    phone.send(Wire.response(bye, "200 OK", ""));
    hangUp(call);
    assertThat(hub.stack.count(SipCounter.FORKED_ANSWERS)).isEqualTo(1);
  }

  @Test
  void challengesAreAnsweredInTheWholeDialog() throws IOException {
    var credentials = new SipCredentials("1000", "secret");
    var call = hub.call(SipTransport.UDP, phone.address(), credentials, List.of());
    phone.send(challenge(phone.expect("INVITE")));
    phone.expect("ACK");
    var invite = phone.expect("INVITE");
    assertThat(Wire.header(invite, "Proxy-Authorization")).contains("nc=00000001");
    assertThat(Wire.body(invite)).isEqualTo(Wire.SDP);
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);

    call.ack(Optional.empty());
    assertThat(Wire.header(phone.expect("ACK"), "Proxy-Authorization"))
        .isEqualToIgnoringWhitespace(Wire.header(invite, "Proxy-Authorization"));
    call.bye(Optional.empty());
    phone.send(challenge(phone.expect("BYE")));
    var bye = phone.expect("BYE");
    assertThat(Wire.header(bye, "Proxy-Authorization")).contains("nc=00000002");
    phone.send(Wire.response(bye, "200 OK", ""));
  }

  private static String challenge(String request) {
    return Wire.response(
        request,
        "407 Proxy Authentication Required",
        "p",
        "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256");
  }

  @Test
  void routesOfTheAnswerAreHonoured() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(
        Wire.response(
            invite,
            "200 OK",
            "b",
            "Record-Route: <sip:far.example;lr>",
            "Record-Route: <sip:" + phone.hostPort() + ";lr>",
            "Contact: <sip:bob@callee.example>",
            Wire.SDP));
    hub.next(DialogEvent.Answered.class);

    call.ack(Optional.empty());
    var ack = phone.expect("ACK sip:bob@callee.example");
    assertThat(Wire.headers(ack, "Route"))
        .containsExactly("<sip:" + phone.hostPort() + ";lr>", "<sip:far.example;lr>");
    hangUp(call);
  }

  @Test
  void headersOfTheOwnerReplaceOurs() throws IOException {
    hub.call(
        SipTransport.UDP,
        phone.address(),
        null,
        List.of(new Header("Max-Forwards", "12"), new Header("X-Campaign", "autumn")));

    var invite = phone.expect("INVITE");
    assertThat(Wire.headers(invite, "Max-Forwards")).containsExactly("12");
    assertThat(Wire.header(invite, "X-Campaign")).isEqualTo("autumn");
    phone.send(Wire.response(invite, "603 Decline", "b"));
    hub.next(DialogEvent.Refused.class);
  }

  @Test
  void inviteTakesTheHopsItsOwnerGivesIt() throws IOException {
    var usual = hub.invite(SipTransport.UDP, phone.address(), null, List.of());
    assertThat(usual.maxForwards()).isEqualTo(70);
    hub.call(with(usual, 9, RequestFilter.NONE));

    var invite = phone.expect("INVITE");
    assertThat(Wire.header(invite, "Max-Forwards")).isEqualTo("9");
    phone.send(Wire.response(invite, "603 Decline", "b"));
    hub.next(DialogEvent.Refused.class);
  }

  @Test
  void whatIsWrittenIntoRequestsIsKeptByRetriesAndTheWholeDialog() throws IOException {
    var credentials = new SipCredentials("alice", "secret");
    var usual = hub.invite(SipTransport.UDP, phone.address(), credentials, List.of());
    var made = new AtomicInteger();
    RequestFilter numbering =
        request ->
            request.toBuilder()
                .header("X-Made", request.method() + made.incrementAndGet())
                .header("From", "<sip:door@hub.example>;tag=" + request.from().tag().orElse(""))
                .build();
    var call = hub.call(with(usual, 70, numbering));

    var first = phone.expect("INVITE");
    phone.send(
        Wire.response(
            first, "401 Unauthorized", "b", "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""));
    phone.expect("ACK");
    var retry = phone.expect("INVITE");
    assertThat(Wire.header(first, "X-Made")).isEqualTo("INVITE1");
    assertThat(Wire.header(retry, "X-Made")).isEqualTo("INVITE1");
    assertThat(Wire.header(retry, "From")).startsWith("<sip:door@hub.example>;tag=");

    phone.send(Wire.response(retry, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    assertThat(Wire.header(phone.expect("ACK"), "X-Made")).isEqualTo("ACK2");
    call.bye(Optional.empty());
    var bye = phone.expect("BYE");
    assertThat(Wire.header(bye, "X-Made")).isEqualTo("BYE3");
    assertThat(Wire.header(bye, "From")).isEqualTo(Wire.header(first, "From"));
    phone.send(Wire.response(bye, "200 OK", ""));
  }

  @Test
  void cancelCarriesHeadersToo() throws IOException {
    var usual = hub.invite(SipTransport.UDP, phone.address(), null, List.of());
    RequestFilter naming = each -> each.toBuilder().header("X-Of", each.method()).build();
    var call = hub.call(usual.writing(naming));
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "180 Ringing", "b"));
    hub.next(DialogEvent.Provisional.class);
    call.cancel(Optional.empty());

    var cancel = phone.expect("CANCEL");
    assertThat(Wire.header(cancel, "X-Of")).isEqualTo("CANCEL");
    for (var same : List.of("Via", "From", "To", "Call-ID")) {
      assertThat(Wire.header(cancel, same)).isEqualTo(Wire.header(invite, same));
    }
    phone.send(Wire.response(cancel, "200 OK", "b"));
    phone.send(Wire.response(invite, "487 Request Terminated", "b"));
    hub.next(DialogEvent.Refused.class);
  }

  private static OutboundInvite with(OutboundInvite usual, int hops, RequestFilter filter) {
    return new OutboundInvite(
        usual.requestUri(),
        usual.from(),
        usual.to(),
        usual.contact(),
        usual.destination(),
        usual.sdp(),
        usual.extraHeaders(),
        usual.credentials(),
        hops,
        usual.terms(),
        filter);
  }

  private String contact() {
    return "Contact: <sip:bob@" + phone.hostPort() + ">";
  }

  private String answeredCall() throws IOException {
    var call = hub.call(phone.address());
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    phone.expect("ACK");
    return invite;
  }

  private String callee(String invite, String method, int cSeq) {
    return Callee.request(invite, method, cSeq, phone.hostPort(), "");
  }

  private void hangUp(OutboundDialog call) throws IOException {
    call.bye(Optional.empty());
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
  }
}
