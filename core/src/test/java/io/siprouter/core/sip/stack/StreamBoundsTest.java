package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.TestAuthority;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.tls.TlsServer;
import io.siprouter.core.sip.tls.TlsServer.PeerCertificate;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many connections, and slow ones, can make us hold. */
class StreamBoundsTest {
  private static final StackLimits LIMITS =
      new StackLimits(
          2,
          1_000,
          1_000,
          new TcpLimits(
              50,
              40,
              4,
              1 << 20,
              Duration.ofSeconds(3),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1)));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private final TestAuthority authority = new TestAuthority(folder);
  private RunningStack hub;

  @BeforeEach
  void start() throws Exception {
    var files = authority.write("hub", authority.forHost("hub.example.org"));
    var settings = new TlsServer.Settings(files, PeerCertificate.NONE, Optional.empty());
    hub = new RunningStack(LIMITS, Optional.of(TlsServer.of(settings, InstantSource.system())));
  }

  @AfterEach
  void leaveNothingBehind() {
    try {
      hub.assertBecomesIdle();
      hub.assertBecomesUnconnected();
    } finally {
      hub.close();
    }
  }

  @Test
  void phoneThatNeverReadsLosesItsConnectionAndNobodyElseNotices() throws IOException {
    var calls = 200;
    var filler = List.of(new Header("X-Filler", "x".repeat(60_000)));
    try (var socket = new Socket();
        var deaf = connect(socket);
        var other = TcpPeer.connect(hub.tcp())) {
      deaf.send(options(deaf));
      var event = hub.nextRequest();
      answer(event);
      var flow = event.flow();
      for (int i = 0; i < calls; i++) {
        hub.call(new Destination(flow.transport(), flow.remote(), flow), filler);
      }
      Await.until(
          "the end of a connection that is not read",
          PATIENCE,
          () -> hub.stack.count(SipCounter.CONNECTIONS_ABORTED) > 0);

      other.send(options(other));
      answer(hub.nextRequest());
      other.expect("SIP/2.0 200");
    }
    for (int i = 0; i < calls; i++) {
      hub.next(DialogEvent.Failed.class);
    }
  }

  /** With a window so small that the hub's side fills up. */
  private TcpPeer connect(Socket socket) throws IOException {
    socket.setReceiveBufferSize(4_096);
    socket.connect(hub.tcp());
    return TcpPeer.over(socket);
  }

  @Test
  void connectionsThatComeAndGoLeaveNothing() throws IOException {
    var phones = TlsSockets.of(null, authority.rootBundle());
    for (int i = 0; i < 1_000; i++) {
      try (var phone = TcpPeer.connect(hub.tcp())) {
        ping(phone);
      }
    }
    for (int i = 0; i < 100; i++) {
      try (var phone = TcpPeer.over(phones.connect(hub.tls()))) {
        ping(phone);
      }
    }

    assertThat(hub.stack.count(SipCounter.CONNECTIONS_REFUSED)).isZero();
    assertThat(hub.stack.count(SipCounter.CONNECTIONS_ABORTED)).isZero();
  }

  private static void ping(TcpPeer phone) throws IOException {
    phone.send("\r\n\r\n");
    assertThat(phone.receive(2)).isEqualTo("\r\n");
  }

  private static String options(TcpPeer phone) {
    var caller = new Caller(phone.hostPort(), "TCP");
    return caller.request("OPTIONS sip:hub@127.0.0.1", caller.branch(), 1, "<sip:hub@127.0.0.1>");
  }

  private static void answer(SipEvent.Request event) {
    event.exchange().reply(SipResponse.responseTo(event.request(), 200).build());
  }
}
