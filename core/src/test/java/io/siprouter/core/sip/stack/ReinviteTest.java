package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReinviteTest {
  private static final String SDP_TYPE = "application/sdp";
  private static final String OTHER_SDP = Wire.SDP.replace("1 1 IN", "1 2 IN");

  private RunningStack hub;
  private UdpPeer phone;
  private OutboundDialog call;
  private String invite;

  @BeforeEach
  void call() throws Exception {
    hub = new RunningStack();
    phone = new UdpPeer(hub.udp());
    call = hub.call(phone.address());
    invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    phone.expect("ACK");
  }

  @AfterEach
  void hangUp() throws Exception {
    try {
      call.bye(Optional.empty());
      phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
      hub.assertBecomesIdle();
    } finally {
      phone.close();
      hub.close();
    }
  }

  @Test
  void oursIsAnsweredAndAcknowledged() throws IOException {
    call.reinvite(OTHER_SDP);
    var reinvite = phone.expect("INVITE");
    assertThat(Wire.header(reinvite, "To")).endsWith("tag=b");
    assertThat(Wire.body(reinvite)).isEqualTo(OTHER_SDP);
    var answer = Wire.response(reinvite, "200 OK", "b", contact(), OTHER_SDP);
    phone.send(answer);

    assertThat(hub.next(DialogEvent.ReinviteAnswered.class).sdp()).isEqualTo(OTHER_SDP);
    var ack = phone.expect("ACK");
    phone.send(answer);
    assertThat(phone.expectAgain("ACK")).isEqualTo(ack);
  }

  @Test
  void oursIsRefused() throws IOException {
    call.reinvite(OTHER_SDP);
    phone.send(Wire.response(phone.expect("INVITE"), "488 Not Acceptable Here", "b"));

    assertThat(hub.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(488);
    phone.expect("ACK");
  }

  @Test
  void secondOfOursHasToWait() throws IOException {
    call.reinvite(OTHER_SDP);
    call.reinvite(OTHER_SDP);

    assertThat(hub.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(491);
    phone.send(Wire.response(phone.expect("INVITE"), "488 Not Acceptable Here", "b"));
    hub.next(DialogEvent.ReinviteRefused.class);
    phone.expect("ACK");
  }

  @Test
  void theirsIsAnsweredByTheOwner() throws IOException {
    phone.send(Callee.request(invite, "INVITE", 1, phone.hostPort(), OTHER_SDP));
    var theirs = hub.next(DialogEvent.Reinvite.class);
    assertThat(theirs.sdp()).hasValue(OTHER_SDP);
    theirs
        .exchange()
        .reply(
            SipResponse.responseTo(theirs.request(), 200)
                .body("application/sdp", OTHER_SDP)
                .build());

    var answer = phone.expect("SIP/2.0 200");
    assertThat(Wire.header(answer, "Contact")).isEqualTo("<" + hub.contact() + ">");
    assertThat(phone.expectAgain("SIP/2.0 200")).isEqualTo(answer);
    phone.send(Callee.request(invite, "ACK", 1, phone.hostPort(), ""));
    assertThat(hub.next(DialogEvent.Acknowledged.class).sdp()).isEmpty();
  }

  @Test
  void theirsThatMeetsOursIsAGlare() throws IOException {
    call.refresh(OTHER_SDP);
    var ours = phone.expect("INVITE");
    phone.send(Callee.request(invite, "INVITE", 1, phone.hostPort(), OTHER_SDP));
    phone.expect("SIP/2.0 491");

    phone.send(Callee.request(invite, "ACK", 1, phone.hostPort(), "").replace("ACK1", "INVITE1"));
    phone.send(Wire.response(ours, "491 Request Pending", "b"));
    assertThat(hub.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(491);
    phone.expect("ACK");
  }

  @Test
  void theirsThatIsCancelledIsNotAnsweredByTheOwnerAnyMore() throws IOException {
    phone.send(Callee.request(invite, "INVITE", 1, phone.hostPort(), OTHER_SDP));
    var theirs = hub.next(DialogEvent.Reinvite.class);
    phone.send(
        Callee.request(invite, "CANCEL", 1, phone.hostPort(), "").replace("CANCEL1", "INVITE1"));
    phone.expect("SIP/2.0 200");
    phone.expect("SIP/2.0 487");
    phone.send(Callee.request(invite, "ACK", 1, phone.hostPort(), "").replace("ACK1", "INVITE1"));

    theirs.exchange().reply(SipResponse.responseTo(theirs.request(), 200).build());
    phone.send(Callee.request(invite, "MESSAGE", 2, phone.hostPort(), ""));
    phone.expect("SIP/2.0 405");
  }

  @Test
  void theirsIsSettledBeforeOurBye() throws IOException {
    phone.send(Callee.request(invite, "INVITE", 1, phone.hostPort(), OTHER_SDP));
    hub.next(DialogEvent.Reinvite.class);
    call.bye(Optional.empty());

    phone.expect("SIP/2.0 487");
    phone.send(Callee.request(invite, "ACK", 1, phone.hostPort(), "").replace("ACK1", "INVITE1"));
  }

  @Test
  void firstRequestOfTheirsMayHaveTheNumberZero() throws IOException {
    phone.send(Callee.request(invite, "MESSAGE", 0, phone.hostPort(), ""));

    phone.expect("SIP/2.0 405");
  }

  @Test
  void otherRequestsAreAnsweredByTheOwner() throws IOException {
    phone.send(Callee.request(invite, "INFO", 1, phone.hostPort(), ""));
    var info = hub.next(DialogEvent.Request.class);
    info.exchange().reply(SipResponse.responseTo(info.request(), 200).build());
    phone.expect("SIP/2.0 200");

    phone.send(Callee.request(invite, "MESSAGE", 2, phone.hostPort(), ""));
    assertThat(Wire.header(phone.expect("SIP/2.0 405"), "Allow")).contains("INFO");
    phone.send(Callee.request(invite, "DANCE", 3, phone.hostPort(), ""));
    phone.expect("SIP/2.0 501");
  }

  @Test
  void optionsInACallSayWhatWeCan() throws IOException {
    phone.send(Callee.request(invite, "OPTIONS", 1, phone.hostPort(), ""));

    var answer = phone.expect("SIP/2.0 200");
    assertThat(Wire.header(answer, "Allow")).contains("UPDATE").doesNotContain("REGISTER");
    assertThat(Wire.header(answer, "Accept")).isEqualTo("application/sdp");
    assertThat(Wire.header(answer, "Supported")).contains("timer");
  }

  @Test
  void updateWithAnOfferIsAnsweredByTheOwner() throws IOException {
    phone.send(Callee.request(invite, "UPDATE", 1, phone.hostPort(), OTHER_SDP));
    var update = hub.next(DialogEvent.Updated.class);
    assertThat(update.sdp()).isEqualTo(OTHER_SDP);
    phone.send(Callee.request(invite, "UPDATE", 2, phone.hostPort(), OTHER_SDP));
    var pause = Wire.header(phone.expect("SIP/2.0 500"), "Retry-After");
    assertThat(Integer.parseInt(pause)).isBetween(0, 10);
    phone.send(Callee.request(invite, "INVITE", 3, phone.hostPort(), OTHER_SDP));
    phone.expect("SIP/2.0 500");
    phone.send(Callee.request(invite, "ACK", 3, phone.hostPort(), "").replace("ACK3", "INVITE3"));

    update
        .exchange()
        .reply(SipResponse.responseTo(update.request(), 200).body(SDP_TYPE, Wire.SDP).build());
    var answer = phone.expect("SIP/2.0 200");
    assertThat(Wire.header(answer, "Contact")).isEqualTo("<" + hub.contact() + ">");
    assertThat(Wire.body(answer)).isEqualTo(Wire.SDP);
  }

  @Test
  void updateWithAnOfferThatMeetsOursIsAGlare() throws IOException {
    call.refresh(OTHER_SDP);
    var ours = phone.expect("INVITE");
    phone.send(Callee.request(invite, "UPDATE", 1, phone.hostPort(), OTHER_SDP));
    phone.expect("SIP/2.0 491");

    phone.send(Wire.response(ours, "491 Request Pending", "b"));
    assertThat(hub.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(491);
    phone.expect("ACK");
    hub.next(DialogEvent.ReofferDue.class);
  }

  @Test
  void updateMovesTheTarget() throws IOException {
    try (var elsewhere = new UdpPeer(hub.udp())) {
      var update = Callee.request(invite, "UPDATE", 1, phone.hostPort(), "");
      phone.send(update.replace("sip:bob@" + phone.hostPort(), "sip:bob@" + elsewhere.hostPort()));
      phone.expect("SIP/2.0 200");
      call.reinvite(OTHER_SDP);
      elsewhere.send(Wire.response(elsewhere.expect("INVITE"), "488 Not Acceptable Here", "b"));
      elsewhere.expect("ACK");
    }
    phone.send(Callee.request(invite, "UPDATE", 2, phone.hostPort(), ""));
    phone.expect("SIP/2.0 200");
  }

  @Test
  void reinviteThatIsNotAnsweredHasLostThePeer() throws IOException {
    call.reinvite(OTHER_SDP);

    hub.next(DialogEvent.SessionExpired.class);
  }

  @Test
  void reinviteThatMeetsNoCallHasLostThePeer() throws IOException {
    call.reinvite(OTHER_SDP);
    phone.send(Wire.response(phone.expect("INVITE"), "481 Gone", "b"));

    hub.next(DialogEvent.Forgotten.class);
    phone.expect("ACK");
  }

  @Test
  void requestOfAnotherPartyIsNotOfThisCall() throws IOException {
    var bye = Callee.request(invite, "BYE", 1, phone.hostPort(), "");
    phone.send(bye.replace(";tag=b", ";tag=c"));
    phone.expect("SIP/2.0 481");
    phone.send(bye.replaceFirst("To: (.*);tag=.*", "To: $1;tag=ours").replace("BYE1", "BYE2"));
    phone.expect("SIP/2.0 481");
  }

  @Test
  void requestWithAnOldNumberIsOutOfOrder() throws IOException {
    phone.send(Callee.request(invite, "MESSAGE", 9, phone.hostPort(), ""));
    phone.expect("SIP/2.0 405");

    phone.send(Callee.request(invite, "INFO", 8, phone.hostPort(), ""));
    phone.expect("SIP/2.0 500");
  }

  private String contact() {
    return "Contact: <sip:bob@" + phone.hostPort() + ">";
  }
}
