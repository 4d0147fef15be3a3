package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpTest {
  private static final TcpLimits LIMITS =
      new TcpLimits(
          3, 2, 4, 1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(1));

  private RunningStack hub;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack(new StackLimits(2, 100, 1_000, LIMITS));
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    try {
      hub.assertBecomesIdle();
      hub.assertBecomesUnconnected();
    } finally {
      hub.close();
    }
  }

  @Test
  void requestInSingleBytesIsRead() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.sendBytewise(options(phone));

      answer(hub.nextRequest());
      phone.expect("SIP/2.0 200");
    }
  }

  @Test
  void twoRequestsAndAHalfInOneSegmentAreRead() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      var third = options(phone);
      phone.send(options(phone) + options(phone) + third.substring(0, 100));
      for (int i = 0; i < 2; i++) {
        answer(hub.nextRequest());
        phone.expect("SIP/2.0 200");
      }

      phone.send(third.substring(100));
      answer(hub.nextRequest());
      phone.expect("SIP/2.0 200");
    }
  }

  @Test
  void pingIsAnsweredEvenInPieces() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.sendBytewise("\r\n\r\n");

      assertThat(phone.receive(2)).isEqualTo("\r\n");
    }
  }

  @Test
  void monstrousLengthEndsOnlyItsOwnConnection() throws IOException {
    try (var attacker = TcpPeer.connect(hub.tcp());
        var phone = TcpPeer.connect(hub.tcp())) {
      attacker.send(options(attacker).replace("Content-Length: 0", "Content-Length: 2000000000"));
      attacker.expect("SIP/2.0 513");
      assertThat(attacker.isClosedByHub()).isTrue();
      assertThat(hub.stack.count(SipCounter.CONNECTIONS_ABORTED)).isEqualTo(1);

      phone.send(options(phone));
      answer(hub.nextRequest());
      phone.expect("SIP/2.0 200");
    }
  }

  @Test
  void halfAMessageIsNotWaitedForForEver() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.send(options(phone).substring(0, 100));

      assertThat(phone.isClosedByHub()).isTrue();
    }
  }

  @Test
  void halfAMessageBehindAWholeOneIsNotWaitedForForEver() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.send(options(phone) + "\r\n" + options(phone).substring(0, 100));
      answer(hub.nextRequest());
      phone.expect("SIP/2.0 200");

      assertThat(phone.isClosedByHub()).isTrue();
    }
  }

  @Test
  void connectionsOfOneAddressAreLimited() throws IOException {
    try (var first = TcpPeer.connect(hub.tcp());
        var second = TcpPeer.connect(hub.tcp())) {
      first.send("\r\n\r\n");
      second.send("\r\n\r\n");
      assertThat(first.receive(2) + second.receive(2)).isEqualTo("\r\n\r\n");

      try (var third = TcpPeer.connect(hub.tcp())) {
        assertThat(third.isClosedByHub()).isTrue();
      }
      assertThat(hub.stack.count(SipCounter.CONNECTIONS_REFUSED)).isEqualTo(1);
    }
  }

  @Test
  void manyRequestsInFlightAreAllAnswered() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      for (int i = 0; i < 50; i++) {
        phone.send(options(phone));
      }
      for (int i = 0; i < 50; i++) {
        answer(hub.nextRequest());
        phone.expect("SIP/2.0 200");
      }
    }
  }

  @Test
  void ourByeTakesTheConnectionTheCallCameOver() throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      var caller = new Caller("192.0.2.9:5060", "TCP");
      phone.send(caller.invite());
      var call = hub.nextCall();
      call.answer(Wire.SDP, hub.contact());
      phone.send(caller.ack(phone.expect("SIP/2.0 200")));
      hub.next(DialogEvent.Acknowledged.class);

      call.bye(Optional.empty());
      phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
    }
  }

  @Test
  void endOfAConnectionIsTold() throws IOException {
    SipEvent.Request request;
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.send(options(phone));
      request = hub.nextRequest();
      answer(request);
      phone.expect("SIP/2.0 200");
    }

    assertThat(hub.nextClosed()).isEqualTo(request.flow());
  }

  @Test
  void callIsMadeOverAConnectionOfOurs() throws IOException {
    try (var server = TcpPeer.listen()) {
      var call = callTcp(server);
      try (var phone = TcpPeer.accept(server)) {
        var invite = phone.expect("INVITE");
        assertThat(Wire.header(invite, "Via")).startsWith("SIP/2.0/TCP");
        phone.send(Wire.response(invite, "200 OK", "b", "Contact: <sip:bob@192.0.2.9>", Wire.SDP));
        hub.next(DialogEvent.Answered.class);
        call.ack(Optional.empty());
        phone.expect("ACK");
        call.bye(Optional.empty());
        phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
      }
    }
  }

  @Test
  void connectionLostWhileRingingFailsTheCall() throws IOException {
    try (var server = TcpPeer.listen()) {
      callTcp(server);
      try (var phone = TcpPeer.accept(server)) {
        phone.send(Wire.response(phone.expect("INVITE"), "180 Ringing", "b"));
        hub.next(DialogEvent.Provisional.class);
      }

      var failed = hub.next(DialogEvent.Failed.class);
      assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
    }
  }

  @Test
  void refusedConnectionFailsTheCall() throws IOException {
    int port;
    try (var server = TcpPeer.listen()) {
      port = server.getLocalPort();
    }
    hub.call(
        SipTransport.TCP,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        null,
        List.of());

    var failed = hub.next(DialogEvent.Failed.class);
    assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
  }

  @Test
  void ourByeOpensANewConnectionWhereTheOldOneIsGone() throws Exception {
    try (var server = TcpPeer.listen()) {
      var caller = new Caller("127.0.0.1:" + server.getLocalPort(), "TCP");
      var call = callThenDrop(caller);
      hub.assertBecomesUnconnected();

      call.bye(Optional.empty());
      try (var again = TcpPeer.accept(server)) {
        again.send(Wire.response(again.expect("BYE"), "200 OK", ""));
      }
    }
  }

  @Test
  void connectionThatIsDroppedFailsWhatWaitsForItAndIsNotUsedAgain() throws IOException {
    try (var server = TcpPeer.listen()) {
      callTcp(server);
      try (var phone = TcpPeer.accept(server)) {
        phone.expect("INVITE");
        hub.stack.flows().ping(destination(server));
        assertThat(phone.receive(4)).isEqualTo("\r\n\r\n");

        hub.stack.flows().drop(destination(server));
        assertThat(phone.isClosedByHub()).isTrue();
        assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.UNREACHABLE);
      }
      callTcp(server);
      try (var phone = TcpPeer.accept(server)) {
        phone.expect("INVITE");
      }
      hub.next(DialogEvent.Failed.class);
    }
  }

  private static Destination destination(ServerSocket server) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    return new Destination(SipTransport.TCP, address);
  }

  private InboundDialog callThenDrop(Caller caller) throws IOException {
    try (var phone = TcpPeer.connect(hub.tcp())) {
      phone.send(caller.invite());
      var call = hub.nextCall();
      call.answer(Wire.SDP, hub.contact());
      phone.send(caller.ack(phone.expect("SIP/2.0 200")));
      hub.next(DialogEvent.Acknowledged.class);
      return call;
    }
  }

  private OutboundDialog callTcp(ServerSocket server) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    return hub.call(SipTransport.TCP, address, null, List.of());
  }

  private static String options(TcpPeer phone) {
    var caller = new Caller(phone.hostPort(), "TCP");
    return caller.request("OPTIONS sip:hub@127.0.0.1", caller.branch(), 1, "<sip:hub@127.0.0.1>");
  }

  private static void answer(SipEvent.Request event) {
    event.exchange().reply(SipResponse.responseTo(event.request(), 200).build());
  }
}
