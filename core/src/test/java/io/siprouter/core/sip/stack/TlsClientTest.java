package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.TestAuthority;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.StackLimits;
import io.siprouter.core.sip.tls.IdentityFiles;
import io.siprouter.core.sip.tls.TlsClient;
import io.siprouter.core.sip.tls.TlsPeer;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.TcpLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that we connect to by TLS. */
class TlsClientTest {
  private static final String DOMAIN = "sip.example.org";
  private static final StackLimits LIMITS =
      new StackLimits(
          2,
          100,
          1_000,
          new TcpLimits(
              10,
              10,
              4,
              20_000,
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofMinutes(1)));

  @TempDir static Path folder;

  private final TestAuthority authority = new TestAuthority(folder);
  private TlsClient client;
  private RunningStack hub;

  @BeforeEach
  void start() throws Exception {
    client = client(true, null);
    hub = new RunningStack(LIMITS);
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

  private TlsClient client(boolean verify, @Nullable IdentityFiles identity) throws Exception {
    var settings =
        new TlsClient.Settings(
            verify ? Optional.of(authority.root()) : Optional.empty(),
            Optional.ofNullable(identity),
            verify);
    return TlsClient.of(settings, InstantSource.system());
  }

  @Test
  void callIsMadeAndEndedOverTls() throws IOException {
    try (var server =
        provider(authority.sign("x", b -> b.addSanUriName(URI.create("sip:" + DOMAIN))))) {
      var call = call(server, DOMAIN);
      try (var provider = TcpPeer.over(TlsSockets.accept(server))) {
        var invite = provider.expect("INVITE");
        assertThat(Wire.header(invite, "Via")).startsWith("SIP/2.0/TLS");
        provider.send(
            Wire.response(invite, "200 OK", "b", "Contact: <sip:bob@192.0.2.9>", Wire.SDP));
        hub.next(DialogEvent.Answered.class);
        call.ack(Optional.empty());
        provider.expect("ACK");
        call.bye(Optional.empty());
        provider.send(Wire.response(provider.expect("BYE"), "200 OK", ""));
      }
    }
  }

  @Test
  void providerIsAskedForByItsName() throws IOException {
    try (var server = provider(authority.forHost(DOMAIN))) {
      call(server, DOMAIN);
      try (var socket = TlsSockets.accept(server);
          var provider = TcpPeer.over(socket)) {
        assertThat(asked(socket)).isEqualTo(DOMAIN);
        refuse(provider);
      }
    }
  }

  @Test
  void certificateOfAnotherDomainIsRefusedNamingBoth() throws IOException {
    assertRefused(
        authority.forHost("other.example.org"),
        "certificate is for other.example.org, not for " + DOMAIN);
  }

  @Test
  void wildcardIsNoSipDomain() throws IOException {
    assertRefused(
        authority.sign("*.example.org", b -> b), "certificate is for *.example.org, not for");
  }

  @Test
  void expiredCertificateIsRefused() throws IOException {
    assertRefused(authority.expired(DOMAIN), "certificate has expired");
  }

  @Test
  void certificateOfAnUnknownAuthorityIsRefused() throws IOException {
    var stranger = new TestAuthority(folder.resolve("stranger"));

    assertRefused(stranger.forHost(DOMAIN), "certificate of an unknown authority");
  }

  private void assertRefused(X509Bundle certificate, String reason) throws IOException {
    try (var server = provider(certificate)) {
      call(server, DOMAIN);
      assertThatThrownBy(() -> TcpPeer.over(TlsSockets.accept(server)).expect("INVITE"))
          .isInstanceOf(IOException.class);

      var failed = hub.next(DialogEvent.Failed.class);
      assertThat(failed.failure()).isEqualTo(Failure.UNREACHABLE);
      assertThat(failed.detail()).contains(reason);
      assertThat(hub.stack.count(SipCounter.HANDSHAKES_FAILED)).isEqualTo(1);
    }
  }

  @Test
  void anybodyIsTakenWhereTheUserWantsNoVerification() throws Exception {
    client = client(false, null);
    var stranger = new TestAuthority(folder.resolve("stranger"));
    try (var server = provider(stranger.expired("elsewhere.example.org"))) {
      call(server, DOMAIN);
      try (var provider = TcpPeer.over(TlsSockets.accept(server))) {
        refuse(provider);
      }
    }
  }

  @Test
  void ourCertificateIsShownToAProviderThatAsks() throws Exception {
    client = client(true, authority.write("ours", authority.forHost("us.example.org")));
    try (var server = provider(authority.forHost(DOMAIN))) {
      server.setNeedClientAuth(true);
      call(server, DOMAIN);
      try (var socket = TlsSockets.accept(server);
          var provider = TcpPeer.over(socket)) {
        assertThat(socket.getSession().getPeerPrincipal().getName()).isEqualTo("CN=us.example.org");
        refuse(provider);
      }
    }
  }

  @Test
  void twoNamesAtOneAddressDoNotShareAConnection() throws IOException {
    var both = authority.sign("x", b -> b.addSanDnsName(DOMAIN).addSanDnsName("b.example.org"));
    try (var server = provider(both)) {
      call(server, DOMAIN);
      call(server, "b.example.org");
      call(server, DOMAIN);
      Await.until(
          "two connections", Duration.ofSeconds(5), () -> hub.stack.tables().connections() == 2);

      for (int i = 0; i < 2; i++) {
        try (var socket = TlsSockets.accept(server);
            var provider = TcpPeer.over(socket)) {
          var calls = asked(socket).equals(DOMAIN) ? 2 : 1;
          var invites = new ArrayList<String>();
          for (int call = 0; call < calls; call++) {
            invites.add(provider.expect("INVITE"));
          }
          for (var invite : invites) {
            provider.send(Wire.response(invite, "486 Busy Here", "b"));
            provider.expect("ACK");
          }
        }
      }
    }
  }

  private static String asked(SSLSocket socket) {
    var session = (ExtendedSSLSession) socket.getSession();
    return ((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName();
  }

  private static void refuse(TcpPeer provider) throws IOException {
    provider.send(Wire.response(provider.expect("INVITE"), "486 Busy Here", "b"));
    provider.expect("ACK");
  }

  @Test
  void providerThatNeverShakesHandsHoldsUpNobody() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        var server = provider(authority.forHost(DOMAIN))) {
      var whom = new TlsPeer(DOMAIN, client);
      hub.call(Destination.overTls((InetSocketAddress) silent.getLocalSocketAddress(), whom));
      try (var _ = silent.accept()) {
        call(server, DOMAIN);
        try (var provider = TcpPeer.over(TlsSockets.accept(server))) {
          refuse(provider);
        }
        hub.next(DialogEvent.Refused.class);
        assertThat(hub.next(DialogEvent.Failed.class).detail()).contains("handshake timed out");
      }
    }
  }

  @Test
  void whatWaitsForAConnectionIsBounded() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var address = (InetSocketAddress) silent.getLocalSocketAddress();
      for (int i = 0; i < 60; i++) {
        hub.call(Destination.overTls(address, new TlsPeer(DOMAIN, client)));
      }

      for (int i = 0; i < 60; i++) {
        assertThat(hub.next(DialogEvent.Failed.class).failure()).isEqualTo(Failure.UNREACHABLE);
      }
      assertThat(hub.stack.count(SipCounter.CONNECTIONS_ABORTED)).isPositive();
    }
  }

  private SSLServerSocket provider(X509Bundle certificate) throws IOException {
    return TlsSockets.of(certificate, authority.rootBundle()).listen();
  }

  private OutboundDialog call(SSLServerSocket server, String domain) {
    var address = (InetSocketAddress) server.getLocalSocketAddress();
    return hub.call(Destination.overTls(address, new TlsPeer(domain, client)));
  }
}
