package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.DnsServerLocator;
import io.siprouter.core.dns.Location;
import io.siprouter.core.dns.TestNameServer;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.Header;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers and proxies that give a host name for what a dialog's requests are to be sent to. */
class NamedHopsTest {

  private final ExecutorService work = Executors.newSingleThreadExecutor();
  private TestNameServer dns;
  private RunningStack hub;
  private UdpPeer phone;
  private UdpPeer proxy;

  @BeforeEach
  void start() throws Exception {
    dns = TestNameServer.at("127.0.0.1", 0);
    dns.knows("host.example.org. 60 IN A 127.0.0.1");
    hub = new RunningStack(new DnsServerLocator(List.of(dns.address()), work, new Random(1)));
    phone = new UdpPeer(hub.udp());
    proxy = new UdpPeer(hub.udp());
  }

  @AfterEach
  void leaveNothingBehind() {
    try {
      hub.assertBecomesIdle();
    } finally {
      hub.close();
      phone.close();
      proxy.close();
      dns.close();
      work.shutdownNow();
    }
  }

  @Test
  void requestsGoToTheServerOfTheRoutesName() throws IOException {
    dns.knows(srv("udp", 1, proxy.address().getPort()));
    var call = answered("Record-Route: <sip:proxy.example.org;lr>", "Contact: <sip:bob@far>");

    call.ack(Optional.empty());
    var ack = proxy.expect("ACK sip:bob@far");
    assertThat(Wire.header(ack, "Route")).isEqualTo("<sip:proxy.example.org;lr>");
    call.bye(Optional.empty());
    proxy.send(Wire.response(proxy.expect("BYE sip:bob@far"), "200 OK", ""));
  }

  @Test
  void requestsGoToTheServerOfTheContactsNameWhereNoProxyIsBetween() throws IOException {
    var port = proxy.address().getPort();
    var call = answered("Contact: <sip:bob@host.example.org:" + port + ">");

    hangUp(call, proxy);
  }

  @Test
  void callersAreFoundByTheirNamesToo() throws IOException {
    dns.knows(srv("udp", 1, proxy.address().getPort()));
    var caller = new Caller(phone.hostPort(), "UDP");
    phone.send(caller.invite("Record-Route: <sip:proxy.example.org;lr>"));
    var dialog = hub.nextCall();
    dialog.answer(Wire.SDP, hub.contact());
    phone.send(caller.ack(phone.expect("SIP/2.0 200")));
    hub.next(DialogEvent.Acknowledged.class);

    dialog.bye(Optional.empty());
    proxy.send(Wire.response(proxy.expect("BYE"), "200 OK", ""));
  }

  @Test
  void nameSaysWhichTransportIsUsedAndTheNextServerIsTriedWhereTheFirstIsGone() throws IOException {
    try (var server = TcpPeer.listen()) {
      dns.knows(srv("tcp", 1, freePort()), srv("tcp", 2, server.getLocalPort()));
      var call = answered("Record-Route: <sip:proxy.example.org;lr>");
      call.ack(Optional.empty());
      call.bye(Optional.empty());

      try (var far = TcpPeer.accept(server)) {
        var bye = far.expect("BYE");
        assertThat(Wire.header(bye, "Via"))
            .startsWith("SIP/2.0/TCP 127.0.0.1:" + hub.tcp().getPort());
        far.send(Wire.response(bye, "200 OK", ""));
      }
    }
    hub.assertBecomesUnconnected();
  }

  @Test
  void nameOfAProxyThatNobodyKnowsFailsWhatWasToGoThere() throws IOException {
    var call = answered("Record-Route: <sip:nowhere.example.org;lr>");
    call.ack(Optional.empty());

    call.reinvite(Wire.SDP);
    assertThat(hub.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(503);
    call.bye(Optional.empty());
  }

  @Test
  void phoneThatNobodyKnowsByItsNameIsReachedWhereItWasHeard() throws IOException {
    hangUp(answered("Contact: <sip:bob@phone.invalid>"), phone);
  }

  @Test
  void phoneIsReachedWhereItRegisteredAndByTheProxiesOfItsPathIfTheyWishSo() throws IOException {
    var flow = new SipFlow(SipTransport.UDP, hub.udp(), phone.address());
    var registered = new Destination(SipTransport.UDP, phone.address(), flow);
    var route = new Header("Route", "<sip:edge.example.org;lr>");
    var recorded = "Record-Route: <sip:127.0.0.1:" + proxy.address().getPort() + ";lr>";

    hangUp(answered(hub.call(registered), recorded), phone);
    hangUp(answered(hub.call(registered, List.of(route)), recorded), proxy);
  }

  @Test
  void requestsKeepTheirOrderWhileTheNameIsLookedUp() throws Exception {
    var questions = new LinkedBlockingQueue<Consumer<Location>>();
    try (var other = new RunningStack((_, then) -> questions.add(then));
        var peer = new UdpPeer(other.udp())) {
      var call =
          answered(other, peer, other.call(peer.address()), "Contact: <sip:bob@far.example>");
      call.ack(Optional.empty());
      call.reinvite(Wire.SDP);
      var answer = new Location.Found(List.of(new Destination(SipTransport.UDP, proxy.address())));
      next(questions).accept(answer);
      next(questions).accept(answer);

      assertThat(proxy.receive()).startsWith("ACK");
      var reinvite = proxy.expect("INVITE");
      peer.send(Wire.response(reinvite, "488 Not Acceptable Here", ""));
      assertThat(other.next(DialogEvent.ReinviteRefused.class).status()).isEqualTo(488);
      call.bye(Optional.empty());
      next(questions).accept(answer);
      peer.send(Wire.response(proxy.expect("BYE"), "200 OK", ""));
      other.assertBecomesIdle();
    }
  }

  private static Consumer<Location> next(BlockingQueue<Consumer<Location>> questions)
      throws InterruptedException {
    var question = questions.poll(5, TimeUnit.SECONDS);
    assertThat(question).as("a question").isNotNull();
    return question;
  }

  private static int freePort() throws IOException {
    try (var gone = TcpPeer.listen()) {
      return gone.getLocalPort();
    }
  }

  private static String srv(String transport, int priority, int port) {
    return "_sip._%s.proxy.example.org. 60 IN SRV %d 1 %d host.example.org."
        .formatted(transport, priority, port);
  }

  private OutboundDialog answered(String... headers) throws IOException {
    return answered(hub.call(phone.address()), headers);
  }

  private OutboundDialog answered(OutboundDialog call, String... headers) throws IOException {
    return answered(hub, phone, call, headers);
  }

  private static OutboundDialog answered(
      RunningStack hub, UdpPeer phone, OutboundDialog call, String... headers) throws IOException {
    var more = Stream.concat(Stream.of(headers), Stream.of(Wire.SDP));
    phone.send(Wire.response(phone.expect("INVITE"), "200 OK", "b", more.toArray(String[]::new)));
    hub.next(DialogEvent.Answered.class);
    return call;
  }

  private static void hangUp(OutboundDialog call, UdpPeer at) throws IOException {
    call.ack(Optional.empty());
    at.expect("ACK");
    call.bye(Optional.empty());
    at.send(Wire.response(at.expect("BYE"), "200 OK", ""));
  }
}
