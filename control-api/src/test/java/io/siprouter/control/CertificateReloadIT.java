package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.siprouter.control.stream.TestStream;
import io.siprouter.control.tls.TlsTalk;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Certificates of pages and phones are replaced on the disk while two phones talk. */
class CertificateReloadIT {

  private static final Duration LONGEST_GAP = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String GET =
      """
      GET /healthz HTTP/1.1
      Host: localhost

      """;
  @TempDir private Path folder;
  private TestSite site;
  private Launched daemon;
  private TestStream stream;
  private CallWatch call;
  private int asked;

  @BeforeEach
  void start() throws Exception {
    site = TestSite.find();
    replaceBy("first");
    var config = site.config("", List.of());
    ((ObjectNode) config.at("/server/sip"))
        .put("tlsPort", site.sipTlsPort())
        .set("tls", files(config.objectNode()));
    ((ObjectNode) config.at("/server/http")).set("tls", files(config.objectNode()));
    var file = Files.writeString(folder.resolve("config.json"), config.toPrettyString());
    daemon =
        Launched.siprouter(
            folder, "run", "--config", file.toString(), "--state", folder.toString());
    daemon.awaitOutput("siprouter is running.");
    stream = new TestStream(folder);
    call = CallWatch.begin(site.phone("101"), site.phone("102"));
  }

  private static ObjectNode files(ObjectNode tls) {
    return tls.put("cert", "cert.pem").put("key", "key.pem");
  }

  private void replaceBy(String name) throws Exception {
    var made =
        new CertificateBuilder()
            .subject("CN=" + name)
            .ecp256()
            .addSanDnsName("localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Files.writeString(folder.resolve("key.pem"), made.getPrivateKeyPEM());
    Files.writeString(folder.resolve("cert.pem"), made.getCertificatePathPEM());
  }

  @AfterEach
  void stop() {
    call.close();
    stream.close();
    daemon.close();
  }

  private void awaitShown(String name) throws Exception {
    awaitShown(site.https(), name);
    awaitShown(site.sipTls(), name);
  }

  private static void awaitShown(InetSocketAddress server, String name) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!TlsTalk.subjectAt(server).equals("CN=" + name)) {
      assertThat(System.nanoTime()).as(name).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private void assertServed(TlsTalk pages, TlsTalk sip) throws Exception {
    asked++;
    assertThat(pages.ask(GET)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(sip.ask(options(sip.localPort()))).isEqualTo("SIP/2.0 200 OK");
  }

  private String options(int localPort) {
    return """
    OPTIONS sip:127.0.0.1 SIP/2.0
    Via: SIP/2.0/TLS 127.0.0.1:%d;branch=z9hG4bK%d
    From: <sip:test@127.0.0.1>;tag=1
    To: <sip:127.0.0.1>
    Call-ID: certificate-%d
    CSeq: 1 OPTIONS
    Max-Forwards: 70
    Content-Length: 0

    """
        .formatted(localPort, asked, asked);
  }

  @Test
  void newConnectionsSeeTheNewCertificateAndOldOnesLiveOn() throws Exception {
    try (var pages = new TlsTalk(site.https());
        var sip = new TlsTalk(site.sipTls())) {
      assertServed(pages, sip);
      awaitShown("first");

      replaceBy("second");
      awaitShown("second");
      assertServed(pages, sip);

      Files.writeString(folder.resolve("cert.pem"), "nonsense");
      daemon.hangUp();
      assertIsRejected();
      awaitShown("second");
      assertServed(pages, sip);

      replaceBy("third");
      daemon.hangUp();
      awaitShown("third");
      assertServed(pages, sip);
    }
    call.assertGoesOn(LONGEST_GAP);
  }

  private void assertIsRejected() throws Exception {
    var rejected = stream.awaitEvent("config_rejected").path("data");
    assertThat(rejected.path("faults").findValuesAsString("path"))
        .containsExactlyInAnyOrder("$.server.http.tls.cert", "$.server.sip.tls.cert");
  }
}
