package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.sip.message.Header;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboundCallTest {
  private RunningStack hub;
  private UdpPeer phone;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    phone = new UdpPeer(hub.udp());
    caller = new Caller(phone.hostPort(), "UDP");
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
  void callIsRungAnsweredAndHungUpByTheCaller() throws IOException {
    phone.send(caller.invite());
    phone.expect("SIP/2.0 100");
    var call = hub.nextCall();
    call.provisional(180, Optional.empty(), hub.contact());
    var ringing = phone.expect("SIP/2.0 180");
    assertThat(Wire.header(ringing, "Contact")).contains("sip:hub@127.0.0.1");
    assertThat(Wire.header(ringing, "To")).contains("tag=");

    call.answer(Wire.SDP, hub.contact());
    var answer = phone.expect("SIP/2.0 200");
    assertThat(Wire.body(answer)).isEqualTo(Wire.SDP);
    phone.send(caller.ack(answer));
    assertThat(hub.next(DialogEvent.Acknowledged.class).sdp()).isEmpty();

    phone.send(caller.inDialog("BYE", answer, 2));
    phone.expect("SIP/2.0 200");
    assertThat(hub.next(DialogEvent.Bye.class).request().method()).isEqualTo("BYE");
  }

  @Test
  void callIsHungUpByUs() throws IOException {
    var call = answeredCall();

    call.bye(Optional.of("Q.850;cause=16"));
    var bye = phone.expect("BYE sip:alice@" + phone.hostPort());
    assertThat(Wire.header(bye, "Reason")).isEqualTo("Q.850;cause=16");
    phone.send(Wire.response(bye, "200 OK", ""));
  }

  @Test
  void dialogEndsEvenIfOurByeIsNeverAnswered() throws IOException {
    answeredCall().bye(Optional.empty());

    phone.expect("BYE");
  }

  @Test
  void phoneBehindANatIsReachedTheWayItCame() throws IOException {
    var hidden = new Caller("192.0.2.9:5060", "UDP");
    phone.send(hidden.invite());
    var call = hub.nextCall();
    call.answer(Wire.SDP, hub.contact());
    phone.send(hidden.ack(phone.expect("SIP/2.0 200")));
    hub.next(DialogEvent.Acknowledged.class);

    call.bye(Optional.empty());
    phone.send(Wire.response(phone.expect("BYE sip:alice@192.0.2.9"), "200 OK", ""));
  }

  @Test
  void cancelledCallIsRejectedByItsOwner() throws IOException {
    phone.send(caller.invite());
    var call = hub.nextCall();
    phone.send(caller.cancel());

    var cancelAnswer = phone.expect("SIP/2.0 200");
    var cancelled = hub.next(DialogEvent.Cancelled.class);
    assertThat(cancelled.reasonHeader()).hasValue("SIP;cause=200");
    call.reject(487, "Request Terminated", List.of());
    var refusal = phone.expect("SIP/2.0 487");
    assertThat(Wire.header(refusal, "To"))
        .contains("tag=")
        .isEqualTo(Wire.header(cancelAnswer, "To"));
    phone.send(caller.ackOf(refusal));
  }

  @Test
  void refusalCarriesReasonAndHeaders() throws IOException {
    phone.send(caller.invite());
    hub.nextCall().reject(486, "Busy Here", List.of(new Header("Warning", "399 hub \"busy\"")));

    var refusal = phone.expect("SIP/2.0 486 Busy Here");
    assertThat(Wire.header(refusal, "Warning")).isEqualTo("399 hub \"busy\"");
    phone.send(caller.ackOf(refusal));
  }

  @Test
  void answerIsRepeatedUntilItIsAcknowledged() throws IOException {
    phone.send(caller.invite());
    hub.nextCall().answer(Wire.SDP, hub.contact());

    var answer = phone.expect("SIP/2.0 200");
    assertThat(phone.expectAgain("SIP/2.0 200")).isEqualTo(answer);
    assertThat(phone.expectAgain("SIP/2.0 200")).isEqualTo(answer);
    phone.send(caller.ack(answer));
    hub.next(DialogEvent.Acknowledged.class);
    hangUp(answer);
  }

  @Test
  void answerThatIsNeverAcknowledgedEndsInABye() throws IOException {
    phone.send(caller.invite());
    var call = hub.nextCall();
    call.answer(Wire.SDP, hub.contact());

    hub.next(DialogEvent.AckTimeout.class);
    call.bye(Optional.empty());
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
  }

  @Test
  void byeOfOursWaitsForTheAck() throws IOException {
    phone.send(caller.invite());
    var call = hub.nextCall();
    call.answer(Wire.SDP, hub.contact());
    call.bye(Optional.empty());

    var answer = phone.expect("SIP/2.0 200");
    assertThat(phone.expectAgain("SIP/2.0 200")).isEqualTo(answer);
    phone.send(caller.ack(answer));
    phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
  }

  @Test
  void repeatedInviteGetsTheLostAnswerAgain() throws IOException {
    phone.send(caller.invite());
    hub.nextCall().answer(Wire.SDP, hub.contact());
    var answer = phone.expect("SIP/2.0 200");

    phone.send(caller.invite());
    assertThat(phone.expectAgain("SIP/2.0 200")).isEqualTo(answer);
    phone.send(caller.ack(answer));
    hub.next(DialogEvent.Acknowledged.class);
    hangUp(answer);
  }

  @Test
  void sameInviteByAnotherWayIsALoop() throws IOException {
    phone.send(caller.invite());
    var call = hub.nextCall();
    phone.send(caller.invite().replace(caller.branch(), "z9hG4bKother"));

    phone.send(caller.ackOf(phone.expect("SIP/2.0 482")));
    call.reject(486, "Busy Here", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 486")));
  }

  @Test
  void byeBeforeTheAnswerEndsTheInviteToo() throws IOException {
    phone.send(caller.invite());
    hub.nextCall().provisional(180, Optional.empty(), hub.contact());
    var ringing = phone.expect("SIP/2.0 180");

    phone.send(caller.inDialog("BYE", ringing, 2));
    phone.expect("SIP/2.0 200");
    phone.send(caller.ackOf(phone.expect("SIP/2.0 487")));
    hub.next(DialogEvent.Bye.class);
  }

  @Test
  void callWhoseOwnerFailsIsRejected() throws IOException {
    hub.failOnRequests();
    phone.send(caller.invite());

    phone.send(caller.ackOf(phone.expect("SIP/2.0 500")));
    hub.nextCall();
  }

  @Test
  void callOfAnOldPhoneWithoutMaxForwardsIsTaken() throws IOException {
    phone.send(caller.invite().replace("Max-Forwards: 70\r\n", ""));

    hub.nextCall().reject(486, "Busy Here", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 486")));
  }

  private InboundDialog answeredCall() throws IOException {
    phone.send(caller.invite());
    var call = hub.nextCall();
    call.answer(Wire.SDP, hub.contact());
    phone.send(caller.ack(phone.expect("SIP/2.0 200")));
    hub.next(DialogEvent.Acknowledged.class);
    return call;
  }

  private void hangUp(String answer) throws IOException {
    phone.send(caller.inDialog("BYE", answer, 2));
    phone.expect("SIP/2.0 200");
  }
}
