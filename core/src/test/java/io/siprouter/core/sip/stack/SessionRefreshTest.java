package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InviteDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.Reliability;
import io.siprouter.core.sip.SessionTerms;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of one or two seconds, over a socket. */
class SessionRefreshTest {
  private static final DialogTerms SHORT = new DialogTerms(new SessionTerms(1, 1), Reliability.OFF);
  private static final String TIMER = "Supported: timer";

  private RunningStack hub;
  private UdpPeer phone;
  private @Nullable InviteDialog call;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    hub.use(SHORT);
    phone = new UdpPeer(hub.udp());
  }

  @AfterEach
  void hangUp() throws Exception {
    try {
      Objects.requireNonNull(call, "a call").bye(Optional.empty());
      phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
      hub.assertBecomesIdle();
    } finally {
      phone.close();
      hub.close();
    }
  }

  @Test
  void weRefreshByUpdateWherePeerTakesIt() throws IOException {
    weCall("Allow: INVITE, ACK, BYE, UPDATE", "Session-Expires: 1;refresher=uac");

    for (int i = 0; i < 2; i++) {
      var update = phone.expect("UPDATE");
      assertThat(Wire.header(update, "Session-Expires")).isEqualTo("1;refresher=uac");
      assertThat(Wire.headers(update, "Content-Type")).isEmpty();
      phone.send(
          Wire.response(update, "200 OK", "", contact(), "Session-Expires: 1;refresher=uac"));
    }
    assertThat(hub.isSilent()).isTrue();
  }

  @Test
  void weRefreshByReinviteElse() throws IOException {
    var dialog = weCall("Allow: INVITE, ACK, BYE", "Session-Expires: 1;refresher=uac");

    hub.next(DialogEvent.ReofferDue.class);
    dialog.reinvite(Wire.SDP);
    var reinvite = phone.expect("INVITE");
    assertThat(Wire.header(reinvite, "Session-Expires")).isEqualTo("1;refresher=uac");
    phone.send(Wire.response(reinvite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.ReinviteAnswered.class);
  }

  @Test
  void peerThatRefusesUpdateIsAskedByReinvite() throws IOException {
    weCall("Allow: INVITE, ACK, BYE, UPDATE", "Session-Expires: 1;refresher=uac");

    phone.send(Wire.response(phone.expect("UPDATE"), "501 Not Implemented", ""));
    hub.next(DialogEvent.ReofferDue.class);
  }

  @Test
  void refreshThatMeetsAnotherIsRepeated() throws IOException {
    weCall("Allow: UPDATE", "Session-Expires: 1;refresher=uac");

    phone.send(Wire.response(phone.expect("UPDATE"), "491 Request Pending", ""));
    phone.send(Wire.response(phone.expect("UPDATE"), "422 Too Small", "", "Min-SE: 3600"));
    var longer = phone.expect("UPDATE");
    assertThat(Wire.header(longer, "Session-Expires")).isEqualTo("3600;refresher=uac");
    phone.send(Wire.response(longer, "200 OK", "", "Session-Expires: 3600;refresher=uac"));
  }

  @Test
  void callThatThePeerDoesNotKnowAnyMoreIsToBeHungUp() throws IOException {
    weCall("Allow: UPDATE", "Session-Expires: 1;refresher=uac");

    phone.send(Wire.response(phone.expect("UPDATE"), "481 Gone", ""));
    hub.next(DialogEvent.Forgotten.class);
  }

  @Test
  void sessionExpiresIfThePeerDoesNotRefresh() throws IOException {
    weCall("Allow: UPDATE", "Session-Expires: 1;refresher=uas");

    hub.next(DialogEvent.SessionExpired.class);
  }

  @Test
  void intervalThatIsTooSmallForThePeerIsLengthened() throws IOException {
    var dialog = hub.call(phone.address());
    call = dialog;
    var first = phone.expect("INVITE");
    assertThat(Wire.header(first, "Supported")).isEqualTo("timer");
    phone.send(Wire.response(first, "422 Session Interval Too Small", "b", "Min-SE: 600"));
    phone.expect("ACK");

    var second = phone.expect("INVITE");
    assertThat(Wire.header(second, "Session-Expires")).isEqualTo("600");
    assertThat(Wire.header(second, "Min-SE")).isEqualTo("600");
    assertThat(Wire.header(second, "Call-ID")).isEqualTo(Wire.header(first, "Call-ID"));
    phone.send(Wire.response(second, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    dialog.ack(Optional.empty());
    phone.expect("ACK");
  }

  @Test
  void callerRefreshesAndIsMissedWhenItDoesNot() throws IOException {
    var caller = new Caller(phone.hostPort(), "UDP");
    var answer = takeCall(caller, TIMER, "Session-Expires: 1;refresher=uac");
    assertThat(Wire.header(answer, "Session-Expires")).isEqualTo("1;refresher=uac");
    assertThat(Wire.header(answer, "Require")).isEqualTo("timer");

    phone.send(caller.inDialog("UPDATE", answer, 2, TIMER, "Session-Expires: 1;refresher=uac"));
    assertThat(Wire.header(phone.expect("SIP/2.0 200"), "Session-Expires"))
        .isEqualTo("1;refresher=uac");
    hub.next(DialogEvent.SessionExpired.class);
  }

  @Test
  void callerThatAsksForTooLittleIsRefused() throws IOException {
    hub.use(new DialogTerms(new SessionTerms(1800, 90), Reliability.OFF));
    var hasty = new Caller(phone.hostPort(), "UDP");
    phone.send(hasty.invite(TIMER, "Session-Expires: 60"));
    var refusal = phone.expect("SIP/2.0 422");
    assertThat(Wire.header(refusal, "Min-SE")).isEqualTo("90");
    phone.send(hasty.ackOf(refusal));

    var answer = takeCall(new Caller(phone.hostPort(), "UDP"), TIMER, "Session-Expires: 90");
    assertThat(Wire.header(answer, "Session-Expires")).isEqualTo("90;refresher=uac");
  }

  private String takeCall(Caller caller, String... more) throws IOException {
    phone.send(caller.invite(more));
    var taken = hub.nextCall();
    call = taken;
    taken.answer(Wire.SDP, hub.contact());
    var answer = phone.expect("SIP/2.0 200");
    phone.send(caller.ack(answer));
    hub.next(DialogEvent.Acknowledged.class);
    return answer;
  }

  private OutboundDialog weCall(String... more) throws IOException {
    var dialog = hub.call(phone.address());
    call = dialog;
    var invite = phone.expect("INVITE");
    phone.send(Wire.response(invite, "200 OK", "b", contact(), more[0], more[1], Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    dialog.ack(Optional.empty());
    phone.expect("ACK");
    return dialog;
  }

  private String contact() {
    return "Contact: <sip:bob@" + phone.hostPort() + ">";
  }
}
