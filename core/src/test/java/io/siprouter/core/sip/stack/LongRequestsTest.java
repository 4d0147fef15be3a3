package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipHop;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.SipUri;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 3261 §18.1.1. */
class LongRequestsTest {

  private static final Header LONG = new Header("X-Long", "x".repeat(600));
  private static final Header LONGER = new Header("X-Long", "x".repeat(1_300));

  private RunningStack hub;
  private UdpPeer peer;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    peer = new UdpPeer(hub.udp());
  }

  @AfterEach
  void leaveNothingBehind() {
    try {
      hub.assertBecomesIdle();
    } finally {
      hub.close();
      peer.close();
    }
  }

  @Test
  void longInviteGoesOverTcpAndItsDialogStaysThere() throws IOException {
    try (var server =
        new ServerSocket(
            peer.address().getPort(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      var call = hub.call(destination(), List.of(LONGER));
      try (var tcp = TcpPeer.accept(server)) {
        var invite = tcp.expect("INVITE");
        assertThat(Wire.header(invite, "Via"))
            .startsWith("SIP/2.0/TCP 127.0.0.1:" + hub.tcp().getPort());
        tcp.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
        hub.next(DialogEvent.Answered.class);
        call.ack(Optional.empty());
        tcp.expect("ACK");
        call.bye(Optional.empty());
        tcp.send(Wire.response(tcp.expect("BYE"), "200 OK", ""));
        hub.assertBecomesIdle();
      }
    }
    hub.assertBecomesUnconnected();
  }

  @Test
  void longInviteThatFindsNoTcpGoesOverUdpWithFewerCodecs() throws IOException {
    var call = hub.call(offering(destination(), LONG));

    var invite = peer.expect("INVITE");
    assertThat(Wire.header(invite, "Via")).startsWith("SIP/2.0/UDP");
    assertThat(Wire.bytes(invite).length).isLessThanOrEqualTo(1_300);
    assertThat(Wire.body(invite)).contains("opus", "telephone-event").doesNotContain("PCMU");
    hangUp(call, invite);
  }

  @Test
  void phoneIsOnlyTriedWhereItRegistered() throws IOException {
    try (var _ =
        new ServerSocket(
            peer.address().getPort(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      var flow = new SipFlow(SipTransport.UDP, hub.udp(), peer.address());
      var registered = new Destination(SipTransport.UDP, peer.address(), flow);

      var call = hub.call(registered, List.of(LONGER));

      hangUp(call, peer.expect("INVITE"));
    }
  }

  @Test
  void peerWithoutTcpIsNotAskedAgainForAWhile() {
    var now = new AtomicLong();
    var requests = new LongRequests(now::get);
    var udp = new SipHop(SipTransport.UDP, peer.address());
    var tcp = new SipHop(SipTransport.TCP, peer.address());
    var request = request(LONGER);

    assertThat(requests.ways(request, List.of(udp))).containsExactly(tcp, udp);
    requests.failed(tcp);
    assertThat(requests.ways(request, List.of(udp))).containsExactly(udp);
    now.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(requests.ways(request, List.of(udp))).containsExactly(tcp, udp);
  }

  @Test
  void shortRequestGoesTheWayThatWasFound() {
    var requests = new LongRequests(() -> 0);
    var udp = new SipHop(SipTransport.UDP, peer.address());

    assertThat(requests.ways(request(LONG), List.of(udp))).containsExactly(udp);
  }

  private static SipRequest request(Header more) {
    return SipRequest.builder("OPTIONS", SipUri.of("bob", "127.0.0.1"))
        .addHeaders(List.of(more))
        .build();
  }

  private Destination destination() {
    return new Destination(SipTransport.UDP, peer.address());
  }

  private OutboundInvite offering(Destination destination, Header more) {
    var usual = hub.invite(SipTransport.UDP, peer.address(), null, List.of(more));
    return new OutboundInvite(
        usual.requestUri(),
        usual.from(),
        usual.to(),
        usual.contact(),
        destination,
        ShorterOfferTest.OFFER,
        usual.extraHeaders(),
        null);
  }

  private String contact() {
    return "Contact: <sip:bob@" + peer.hostPort() + ">";
  }

  private void hangUp(OutboundDialog call, String invite) throws IOException {
    peer.send(Wire.response(invite, "200 OK", "b", contact(), Wire.SDP));
    hub.next(DialogEvent.Answered.class);
    call.ack(Optional.empty());
    peer.expect("ACK");
    call.bye(Optional.empty());
    peer.send(Wire.response(peer.expect("BYE"), "200 OK", ""));
  }
}
