package io.siprouter.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import io.siprouter.core.peer.Await;
import io.siprouter.core.peer.Openssl;
import io.siprouter.core.peer.Peers;
import io.siprouter.core.peer.TestAuthority;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our TLS as OpenSSL sees it. */
@Timeout(60)
class OpensslIT {

  @RegisterExtension static final Peers peers = new Peers();

  private static final String ADDRESS = "127.0.0.10";
  private static final InetSocketAddress TLS = new InetSocketAddress(ADDRESS, 5061);

  /** Looks for changed files are 10 s apart. */
  private static final Duration WATCHED = Duration.ofSeconds(20);

  private static final String OPTIONS =
      """
      OPTIONS sip:hub@127.0.0.10 SIP/2.0
      Via: SIP/2.0/TLS openssl.example;rport;branch=z9hG4bKopenssl
      From: <sip:openssl@hub.example>;tag=o
      To: <sip:hub@hub.example>
      Call-ID: openssl
      CSeq: 1 OPTIONS
      Content-Length: 0

      """
          .replace("\n", "\r\n");

  @TempDir static Path folder;

  private final TestAuthority authority = new TestAuthority(folder);
  private X509Bundle first;
  private Hub hub;

  @BeforeEach
  void start() {
    first = authority.forHost("hub.example.org");
    authority.write("hub", first);
    hub =
        Hub.start(
            """
            {
              "server": {
                "lanAddress": "%s", "trustedNetworks": ["127.0.0.0/8"],
                "sip": {"tls": {"cert": "@/hub.pem", "key": "@/hub.key",
                                "clientAuth": "required", "ca": "@/root.pem"}},
                "rtpPorts": {"min": 23300, "max": 23339}
              }
            }
            """
                .formatted(ADDRESS)
                .replace("@", folder.toString()));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void onlyWhoShowsACertificateOfOursIsServed() {
    var stranger = new TestAuthority(folder.resolve("stranger"));
    stranger.write("phone", stranger.forHost("phone.example.org"));

    try (var known = phone("-tls1_3");
        var nobody = Openssl.connect(TLS, "-tls1_2");
        var impostor = connect(folder.resolve("stranger"), "-tls1_2")) {
      known.send(OPTIONS);
      known.await("SIP/2.0 200");

      assertThat(nobody.rest()).containsIgnoringCase("alert");
      assertThat(impostor.rest()).containsIgnoringCase("alert");
    }
  }

  @Test
  void whoWantsToShakeHandsAgainIsHungUp() {
    try (var phone = phone("-tls1_2")) {
      phone.send(OPTIONS);
      phone.await("SIP/2.0 200");

      phone.send("R\n");

      phone.await("RENEGOTIATING");
      phone.rest();
      assertThat(hub.engine().sipTables().connections()).isZero();
    }
  }

  @Test
  void changedCertificateIsShownByItself() {
    assertThat(shown()).isEqualTo(first.getCertificate());

    var renewed = authority.forHost("hub.example.org");
    authority.write("hub", renewed);

    Await.until("the changed certificate", WATCHED, () -> shown().equals(renewed.getCertificate()));
  }

  private X509Certificate shown() {
    try (var phone = phone("-tls1_3")) {
      return phone.shown();
    }
  }

  private Openssl phone(String... options) {
    authority.write("phone", authority.forHost("phone.example.org"));
    return connect(folder, options);
  }

  private static Openssl connect(Path identity, String... options) {
    var all = new ArrayList<>(List.of(options));
    all.addAll(
        List.of(
            "-cert",
            identity.resolve("phone.pem").toString(),
            "-key",
            identity.resolve("phone.key").toString(),
            "-CAfile",
            folder.resolve("root.pem").toString(),
            "-verify_return_error"));
    return Openssl.connect(TLS, all.toArray(String[]::new));
  }
}
