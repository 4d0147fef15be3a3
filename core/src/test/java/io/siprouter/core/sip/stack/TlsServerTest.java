package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.TestAuthority;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.SipEvent;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.tls.TlsServer;
import io.siprouter.core.sip.tls.TlsServer.PeerCertificate;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.sip.transport.TcpLimits;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phones that connect to us by TLS. */
class TlsServerTest {
  private static final StackLimits LIMITS =
      new StackLimits(
          2,
          100,
          1_000,
          new TcpLimits(
              50,
              40,
              4,
              1 << 20,
              Duration.ofSeconds(3),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1)));

  @TempDir static Path folder;

  private final TestAuthority authority = new TestAuthority(folder);
  private final TlsSockets phones = TlsSockets.of(null, authority.rootBundle());
  private TlsServer server;
  private RunningStack hub;

  @AfterEach
  void leaveNothingBehind() {
    try {
      hub.assertBecomesIdle();
      hub.assertBecomesUnconnected();
    } finally {
      hub.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    start(PeerCertificate.NONE);
  }

  private void restart(PeerCertificate wanted) throws Exception {
    hub.close();
    start(wanted);
  }

  private void start(PeerCertificate wanted) throws Exception {
    var files = authority.write("hub", authority.forHost("hub.example.org"));
    var signers = wanted == PeerCertificate.NONE ? null : authority.root();
    var settings = new TlsServer.Settings(files, wanted, Optional.ofNullable(signers));
    server = TlsServer.of(settings, InstantSource.system());
    hub = new RunningStack(LIMITS, Optional.of(server));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void phoneIsServedOverEitherVersion(String version) throws Exception {
    try (var socket = phones.connect(hub.tls(), version);
        var phone = TcpPeer.over(socket)) {
      phone.send(options(phone, "sip:hub@127.0.0.1"));
      var event = hub.nextRequest();
      answer(event);

      phone.expect("SIP/2.0 200");
      assertThat(event.flow().transport()).isEqualTo(SipTransport.TLS);
      assertThat(socket.getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void callsToAPhoneTakeThePhonesOwnConnection() throws Exception {
    try (var phone = TcpPeer.over(phones.connect(hub.tls()))) {
      phone.send(options(phone, "sip:hub@127.0.0.1"));
      var event = hub.nextRequest();
      answer(event);
      phone.expect("SIP/2.0 200");
      var flow = event.flow();
      var call = hub.call(new Destination(flow.transport(), flow.remote(), flow));

      var invite = phone.expect("INVITE");
      assertThat(Wire.header(invite, "Via")).startsWith("SIP/2.0/TLS");
      phone.send(Wire.response(invite, "200 OK", "b", "Contact: <sip:bob@192.0.2.9>", Wire.SDP));
      hub.next(DialogEvent.Answered.class);
      call.ack(Optional.empty());
      phone.expect("ACK");
      call.bye(Optional.empty());
      phone.send(Wire.response(phone.expect("BYE"), "200 OK", ""));
    }
  }

  @Test
  void phoneThatIsGoneIsUnreachableAtOnce() throws Exception {
    SipEvent.Request event;
    try (var phone = TcpPeer.over(phones.connect(hub.tls()))) {
      phone.send(options(phone, "sip:hub@127.0.0.1"));
      event = hub.nextRequest();
      answer(event);
      phone.expect("SIP/2.0 200");
    }
    assertThat(hub.nextClosed()).isEqualTo(event.flow());

    hub.call(new Destination(SipTransport.TLS, event.flow().remote(), event.flow()));

    var failed = hub.next(DialogEvent.Failed.class);
    assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
    assertThat(failed.detail()).contains("has ended");
  }

  @Test
  void connectionThatBreaksFailsTheCallThatRingsThere() throws Exception {
    try (var phone = TcpPeer.over(phones.connect(hub.tls()))) {
      phone.send(options(phone, "sip:hub@127.0.0.1"));
      var event = hub.nextRequest();
      answer(event);
      phone.expect("SIP/2.0 200");
      hub.call(new Destination(SipTransport.TLS, event.flow().remote(), event.flow()));
      phone.send(Wire.response(phone.expect("INVITE"), "180 Ringing", "b"));
      hub.next(DialogEvent.Provisional.class);
    }

    assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.UNREACHABLE);
  }

  @Test
  void sipsIsServedOverTlsAlone() throws Exception {
    try (var secure = TcpPeer.over(phones.connect(hub.tls()));
        var open = TcpPeer.connect(hub.tcp())) {
      open.send(options(open, "sips:hub@127.0.0.1").replace("SIP/2.0/TLS", "SIP/2.0/TCP"));
      open.expect("SIP/2.0 416");

      secure.send(options(secure, "sips:hub@127.0.0.1"));
      answer(hub.nextRequest());
      secure.expect("SIP/2.0 200");
    }
  }

  @Test
  void phoneWithoutACertificateIsRefusedWhereOneIsRequired() throws Exception {
    restart(PeerCertificate.REQUIRED);
    var stranger = new TestAuthority(folder.resolve("stranger"));
    var impostor = TlsSockets.of(stranger.forHost("phone.example.org"), authority.rootBundle());

    for (var refused : List.of(phones, impostor)) {
      assertThatThrownBy(() -> isServed(refused)).isInstanceOf(IOException.class);
    }
    Await.until(
        "two failed handshakes",
        Duration.ofSeconds(5),
        () -> hub.stack.count(SipCounter.HANDSHAKES_FAILED) == 2);

    var known = authority.forHost("phone.example.org");
    assertThat(isServed(TlsSockets.of(known, authority.rootBundle()))).isTrue();
  }

  @Test
  void phoneMayShowACertificateWhereOneIsOptional() throws Exception {
    restart(PeerCertificate.OPTIONAL);
    var known = authority.forHost("phone.example.org");

    assertThat(isServed(phones)).isTrue();
    assertThat(isServed(TlsSockets.of(known, authority.rootBundle()))).isTrue();
  }

  private boolean isServed(TlsSockets phoneSockets) throws IOException {
    try (var phone = TcpPeer.over(phoneSockets.connect(hub.tls()))) {
      phone.send("\r\n\r\n");
      return phone.receive(2).equals("\r\n");
    }
  }

  @Test
  void changedCertificateIsShownToNewConnectionsWhileOldOnesGoOn() throws Exception {
    try (var before = phones.connect(hub.tls());
        var phone = TcpPeer.over(before)) {
      var renewed = authority.forHost("hub.example.org");
      authority.write("hub", renewed);
      touch("hub.pem");
      server.refresh();

      try (var after = phones.connect(hub.tls())) {
        assertThat(shown(after)).isEqualTo(renewed.getCertificate());
        assertThat(shown(before)).isNotEqualTo(renewed.getCertificate());
      }
      phone.send("\r\n\r\n");
      assertThat(phone.receive(2)).isEqualTo("\r\n");
    }
  }

  @Test
  void certificateWithoutItsKeyIsNotTakenOver() throws Exception {
    X509Certificate first;
    try (var socket = phones.connect(hub.tls())) {
      first = shown(socket);
    }
    var renewed = authority.forHost("hub.example.org");
    Files.writeString(folder.resolve("hub.pem"), renewed.getCertificatePathPEM());
    touch("hub.pem");
    server.refresh();
    try (var socket = phones.connect(hub.tls())) {
      assertThat(shown(socket)).isEqualTo(first);
    }

    Files.writeString(folder.resolve("hub.key"), renewed.getPrivateKeyPEM());
    touch("hub.key");
    server.refresh();
    try (var socket = phones.connect(hub.tls())) {
      assertThat(shown(socket)).isEqualTo(renewed.getCertificate());
    }
  }

  /** Files written within one tick of the file system's clock look alike. */
  private static void touch(String name) throws IOException {
    var later = FileTime.from(Instant.now().plusSeconds(2));
    Files.setLastModifiedTime(folder.resolve(name), later);
  }

  private static X509Certificate shown(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  @Test
  void handsAreShakenOnce() throws Exception {
    try (var socket = phones.connect(hub.tls(), "TLSv1.2");
        var phone = TcpPeer.over(socket)) {
      phone.send("\r\n\r\n");
      assertThat(phone.receive(2)).isEqualTo("\r\n");

      assertThatThrownBy(
              () -> {
                socket.startHandshake();
                phone.send("\r\n\r\n");
                phone.receive(2);
              })
          .isInstanceOf(IOException.class);
      assertThat(hub.stack.count(SipCounter.CONNECTIONS_ABORTED)).isEqualTo(1);
    }
  }

  /** TLS 1.3 has new keys without a handshake. */
  @Test
  void keysMayBeRenewed() throws Exception {
    try (var socket = phones.connect(hub.tls(), "TLSv1.3");
        var phone = TcpPeer.over(socket)) {
      socket.startHandshake();

      phone.send("\r\n\r\n");
      assertThat(phone.receive(2)).isEqualTo("\r\n");
    }
  }

  @Test
  void whoNeverShakesHandsIsNotWaitedForForEver() throws Exception {
    var silent = new ArrayList<Socket>();
    for (int i = 0; i < 30; i++) {
      silent.add(new Socket(hub.tls().getAddress(), hub.tls().getPort()));
    }

    assertThat(isServed(phones)).isTrue();
    for (var socket : silent) {
      socket.setSoTimeout(5_000);
      assertThat(socket.getInputStream().read()).isNegative();
      socket.close();
    }
  }

  @Test
  void whoSpeaksPlainTextIsSentAway() throws Exception {
    try (var confused = TcpPeer.connect(hub.tls())) {
      confused.send(options(confused, "sip:hub@127.0.0.1"));

      assertThat(confused.isClosedByHubAfterAlert()).isTrue();
    }
  }

  private static String options(TcpPeer phone, String uri) {
    var caller = new Caller(phone.hostPort(), "TLS");
    return caller.request("OPTIONS " + uri, caller.branch(), 1, "<sip:hub@127.0.0.1>");
  }

  private static void answer(SipEvent.Request event) {
    event.exchange().reply(SipResponse.responseTo(event.request(), 200).build());
  }
}
