package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Gate;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final int MOST = 2;
  private static final Admission CHALLENGE =
      Admission.answer(401, List.of(new Header("WWW-Authenticate", "Digest realm=\"hub\"")));

  private final AtomicInteger asked = new AtomicInteger();
  private RunningStack hub;
  private UdpPeer phone;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack(new StackLimits(2, 100, MOST, TcpLimits.defaults()));
    phone = new UdpPeer(hub.udp());
    caller = new Caller(phone.hostPort(), "UDP");
  }

  @AfterEach
  void stop() {
    phone.close();
    hub.close();
  }

  @Test
  void callThatIsTurnedAwayIsAnsweredOnceAndLeavesNothingBehind() throws IOException {
    gate(CHALLENGE);

    phone.send(caller.invite());

    var challenge = phone.receive();
    assertThat(challenge).startsWith("SIP/2.0 401 Unauthorized");
    assertThat(Wire.header(challenge, "WWW-Authenticate")).isEqualTo("Digest realm=\"hub\"");
    assertThat(Wire.header(challenge, "To")).contains(";tag=");
    assertThat(hub.stack.tables().idle()).isTrue();
    assertThat(hub.isSilent()).isTrue();
  }

  @Test
  void ackOfACallThatWasTurnedAwayIsAbsorbed() throws IOException {
    gate(CHALLENGE);
    phone.send(caller.invite());

    phone.send(caller.ackOf(phone.receive()));
    phone.send(caller.cancel());

    assertThat(phone.receive()).startsWith("SIP/2.0 481");
    assertThat(hub.stack.tables().idle()).isTrue();
  }

  @Test
  void repeatedCallIsTurnedAwayWithTheSameTag() throws IOException {
    gate(CHALLENGE);

    phone.send(caller.invite());
    var first = phone.receive();
    phone.send(caller.invite());

    assertThat(phone.receive()).isEqualTo(first);
  }

  @Test
  void requestThatWasLetInIsNotJudgedAgainWhenItIsRepeated() throws IOException {
    gate(Admission.anyone());
    phone.send(caller.invite());
    var trying = phone.receive();
    gate(CHALLENGE);

    phone.send(caller.invite());

    assertThat(phone.receive()).isEqualTo(trying).startsWith("SIP/2.0 100");
    assertThat(asked).hasValue(1);
    hub.nextCall().reject(486, "Busy Here", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 486")));
  }

  @Test
  void branchOfARequestThatWasLetInLeadsNobodyElsePastTheGate() throws IOException {
    gate(Admission.anyone());
    phone.send(options(1));
    var exchange = hub.nextRequest();
    gate(CHALLENGE);

    phone.send(caller.invite());
    assertThat(phone.receive()).startsWith("SIP/2.0 400");
    phone.send(options(1).replace(phone.hostPort(), "192.0.2.1:5060"));
    assertThat(phone.receive()).startsWith("SIP/2.0 401");
    phone.send(options(2));
    assertThat(phone.receive()).startsWith("SIP/2.0 400");

    assertThat(asked).hasValue(2);
    assertThat(hub.isSilent()).isTrue();
    exchange.exchange().reply(SipResponse.responseTo(exchange.request(), 200).build());
    phone.expect("SIP/2.0 200");
  }

  @Test
  void requestsOfNoDialogGetNoTransaction() throws IOException {
    gate(Admission.anyone());
    var answer = "Contact: <sip:hub@127.0.0.1>\r\nTo: <sip:hub@127.0.0.1>;tag=stranger\r\n\r\n";

    for (var method : List.of("INVITE", "BYE", "UPDATE", "REFER")) {
      phone.send(caller.inDialog(method, answer, 1));
      assertThat(phone.receive()).startsWith("SIP/2.0 481");
    }

    assertThat(asked).hasValue(0);
    assertThat(hub.stack.tables().idle()).isTrue();
  }

  @Test
  void newRequestsAreShedWhileTooManyAreUnderWay() throws IOException {
    gate(Admission.anyone());
    for (int i = 0; i < MOST; i++) {
      phone.send(new Caller(phone.hostPort(), "UDP").invite());
      phone.expect("SIP/2.0 100");
    }

    phone.send(caller.invite());

    var shed = phone.receive();
    assertThat(shed).startsWith("SIP/2.0 503");
    assertThat(Wire.header(shed, "Retry-After")).isEqualTo("5");
    assertThat(hub.stack.count(SipCounter.SHED)).isEqualTo(1);
    for (int i = 0; i < MOST; i++) {
      hub.nextCall().reject(486, "Busy Here", List.of());
    }
  }

  @Test
  void requestThatCannotBeJudgedIsRefused() throws IOException {
    hub.gate(
        (_, _) -> {
          throw new IllegalStateException("as the test wants it");
        });

    phone.send(caller.invite());

    assertThat(phone.receive()).startsWith("SIP/2.0 500");
    assertThat(hub.stack.tables().idle()).isTrue();
  }

  @Test
  void onlyCallsForHelpAreHeardOfWhoeverIsShutOut() throws IOException {
    var deaf = new DeafGate();
    hub.gate(deaf);

    phone.send(caller.invite());
    phone.send(options(7));
    phone.send(caller.invite().replace("sip:bob@", "sip:112@"));

    phone.expect("SIP/2.0 100");
    assertThat(hub.stack.count(SipCounter.UNHEARD)).isEqualTo(2);
    hub.nextCall().reject(486, "Busy Here", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 486")));
    assertThat(deaf.pleas).hasValue(2);
    hub.assertBecomesIdle();
  }

  @Test
  void callForHelpOfWhoeverIsShutOutCanBeCancelled() throws IOException {
    hub.gate(new DeafGate());
    phone.send(caller.invite().replace("sip:bob@", "sip:112@"));
    phone.expect("SIP/2.0 100");

    phone.send(caller.cancel().replace("sip:bob@", "sip:112@"));

    phone.expect("SIP/2.0 200");
    hub.next(DialogEvent.Cancelled.class);
    hub.nextCall().reject(487, "Request Terminated", List.of());
    phone.send(caller.ackOf(phone.expect("SIP/2.0 487")));
    hub.assertBecomesIdle();
    assertThat(hub.stack.count(SipCounter.UNHEARD)).isZero();
  }

  @Test
  void callsThatExistAreHeardOfWhoeverIsShutOutMeanwhile() throws IOException {
    phone.send(caller.invite());
    phone.expect("SIP/2.0 100");
    hub.gate(new DeafGate());

    hub.nextCall().answer(Wire.SDP, hub.contact());
    var answer = phone.expect("SIP/2.0 200");
    phone.send(caller.ack(answer));
    hub.next(DialogEvent.Acknowledged.class);
    phone.send(caller.inDialog("BYE", answer, 2));

    phone.expect("SIP/2.0 200");
    hub.next(DialogEvent.Bye.class);
  }

  @Test
  void answersToOurCallsAreHeardOfWhoeverIsShutOut() throws IOException {
    hub.gate(new DeafGate());
    hub.call(phone.address());

    var invite = phone.receive();
    phone.send(Wire.response(invite, "486 Busy Here", "callee"));

    hub.next(DialogEvent.Refused.class);
    hub.assertBecomesIdle();
  }

  /** Hears nobody but who calls 112. */
  private static final class DeafGate implements Gate {
    private final AtomicInteger pleas = new AtomicInteger();

    @Override
    public Hearing hearing(InetAddress sender) {
      return Hearing.CALLS;
    }

    @Override
    public boolean hearsPlea(SipRequest invite, SipFlow flow) {
      pleas.incrementAndGet();
      return invite.requestUri().user().equals(Optional.of("112"));
    }

    @Override
    public Admission admit(SipRequest request, SipFlow flow) {
      return Admission.anyone();
    }
  }

  private void gate(Admission admission) {
    hub.gate(
        (_, _) -> {
          asked.incrementAndGet();
          return admission;
        });
  }

  private String options(int cSeq) {
    return caller.request(
        "OPTIONS sip:hub@127.0.0.1", caller.branch(), cSeq, "<sip:hub@127.0.0.1>");
  }
}
