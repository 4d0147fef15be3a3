package io.siprouter.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.dns.Location.Found;
import io.siprouter.core.dns.Location.NotFound;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.SipUri;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsServerLocatorTest {

  private final TestNameServer dns = TestNameServer.at("127.0.0.1", 0);
  private final ExecutorService work = Executors.newFixedThreadPool(2);
  private final DnsServerLocator locator = at(dns.address());

  private DnsServerLocator at(InetSocketAddress... servers) {
    return new DnsServerLocator(List.of(servers), work, () -> 0);
  }

  @AfterEach
  void close() {
    dns.close();
    work.shutdownNow();
  }

  @Test
  void addressIsFoundWithoutAskingAnybody() {
    assertThat(locate("192.0.2.1:5080", null)).containsExactly("UDP /192.0.2.1:5080");
    assertThat(locate("192.0.2.1", SipTransport.TCP)).containsExactly("TCP /192.0.2.1:5060");
    assertThat(locate("[2001:db8::1]", null)).containsExactly("UDP /[2001:db8:0:0:0:0:0:1]:5060");
    assertThat(dns.askedInAll()).isZero();
  }

  @Test
  void portMeansThisVeryHost() {
    dns.knows(
        "example.org. 60 IN A 192.0.2.1",
        "_sip._udp.example.org. 60 IN SRV 1 1 5070 a.example.org.");

    assertThat(locate("example.org:5080", null)).containsExactly("UDP /192.0.2.1:5080");
    assertThat(dns.asked("SRV _sip._udp.example.org.")).isZero();
  }

  @Test
  void serversOfTheOneTransportAreTriedByPriority() {
    dns.knows(
        "_sip._tcp.example.org. 60 IN SRV 20 1 5062 b.example.org.",
        "_sip._tcp.example.org. 60 IN SRV 10 1 5061 a.example.org.",
        "a.example.org. 60 IN A 192.0.2.1",
        "a.example.org. 60 IN AAAA 2001:db8::1",
        "b.example.org. 60 IN A 192.0.2.2");

    assertThat(locate("example.org", SipTransport.TCP))
        .containsExactly(
            "TCP /192.0.2.1:5061", "TCP /[2001:db8:0:0:0:0:0:1]:5061", "TCP /192.0.2.2:5062");
    assertThat(dns.asked("NAPTR example.org.")).isZero();
  }

  @Test
  void domainSaysByNaptrWhichTransportItPrefers() {
    dns.knows(
        "example.org. 60 IN NAPTR 20 10 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.org.",
        "example.org. 60 IN NAPTR 10 30 \"s\" \"SIP+D2U\" \"\" _sip._udp.example.org.",
        "example.org. 60 IN NAPTR 10 20 \"s\" \"SIP+D2T\" \"\" _sip._tcp.cloud.example.org.",
        "example.org. 60 IN NAPTR 10 10 \"s\" \"SIP+D2S\" \"\" _sip._sctp.example.org.",
        "_sip._tcp.cloud.example.org. 60 IN SRV 1 1 5070 a.example.org.",
        "_sip._udp.example.org. 60 IN SRV 1 1 5080 a.example.org.",
        "a.example.org. 60 IN A 192.0.2.1");

    assertThat(locate("example.org", null))
        .containsExactly("TCP /192.0.2.1:5070", "UDP /192.0.2.1:5080");
  }

  @Test
  void withoutNaptrEveryTransportIsAskedFor() {
    dns.knows(
        "_sip._tcp.example.org. 60 IN SRV 1 1 5070 a.example.org.",
        "a.example.org. 60 IN A 192.0.2.1");

    assertThat(locate("example.org", null)).containsExactly("TCP /192.0.2.1:5070");
  }

  @Test
  void withoutSrvTheHostItselfIsTaken() {
    dns.knows("example.org. 60 IN A 192.0.2.1", "example.org. 60 IN A 192.0.2.2");

    assertThat(locate("example.org", null))
        .containsExactly("UDP /192.0.2.1:5060", "UDP /192.0.2.2:5060");
  }

  @Test
  void aliasIsFollowed() {
    dns.knows(
        "sip.example.org. 60 IN CNAME host.example.net.", "host.example.net. 60 IN A 192.0.2.7");

    assertThat(locate("sip.example.org:5060", null)).containsExactly("UDP /192.0.2.7:5060");
  }

  @Test
  void serviceThatIsDeclinedIsNotLookedForAtTheHost() {
    dns.knows("_sip._udp.example.org. 60 IN SRV 0 0 0 .", "example.org. 60 IN A 192.0.2.1");

    assertThat(reason("example.org", SipTransport.UDP)).isEqualTo("no address for example.org");
  }

  @Test
  void nameThatDoesNotExistIsRememberedAsLongAsTheDomainAllows() {
    dns.lets(60);
    assertThat(reason("gone.example.org:5060", null))
        .isEqualTo("no address for gone.example.org:5060");
    reason("gone.example.org:5060", null);

    assertThat(dns.asked("A gone.example.org.")).isEqualTo(1);
  }

  @Test
  void answerIsRememberedAsLongAsItSays() {
    dns.knows("long.example.org. 60 IN A 192.0.2.1", "never.example.org. 0 IN A 192.0.2.1");
    for (var i = 0; i < 3; i++) {
      locate("long.example.org:5060", null);
      locate("never.example.org:5060", null);
    }

    assertThat(dns.asked("A long.example.org.")).isEqualTo(1);
    assertThat(dns.asked("A never.example.org.")).isEqualTo(3);
  }

  @Test
  void longAnswerComesOverTcp() {
    dns.truncates();
    dns.knows("example.org. 60 IN A 192.0.2.1");

    assertThat(locate("example.org:5060", null)).containsExactly("UDP /192.0.2.1:5060");
  }

  @Test
  void nextNameServerIsAskedWhereTheFirstIsSilent() {
    try (var second = TestNameServer.at("127.0.0.1", 0)) {
      dns.staysSilent(true);
      second.knows("example.org. 60 IN A 192.0.2.1");

      var found = addresses(at(dns.address(), second.address()), "example.org:5060", null);

      assertThat(found).containsExactly("UDP /192.0.2.1:5060");
    }
  }

  @Test
  void hostsFileIsHeeded() {
    assertThat(locate("localhost:5060", null)).contains("UDP /127.0.0.1:5060");
  }

  @Test
  void domainWithManyServersIsCutShort() {
    for (var i = 1; i <= 30; i++) {
      dns.knows(
          "_sip._udp.example.org. 60 IN SRV %1$d 1 5060 s%1$d.example.org.".formatted(i),
          "s%1$d.example.org. 60 IN A 192.0.2.%1$d".formatted(i));
    }

    assertThat(locate("example.org", SipTransport.UDP)).hasSize(10);
  }

  @Test
  void answerThatMakesTheLibraryRepeatItsQuestionEndsTheSearch() {
    dns.answersWithErrorAnd("elsewhere.example.org. 60 IN CNAME other.example.org.");

    assertThat(reason("example.org", null)).isEqualTo("no address for example.org");
    assertThat(dns.askedInAll()).isEqualTo(50);
  }

  @Test
  void uriSaysHostPortAndTransport() throws SipParseException {
    assertThat(ServerName.of(SipUri.parse("sip:a@example.org:5070;transport=tcp")))
        .isEqualTo(new ServerName(HostPort.of("example.org", 5070), SipTransport.TCP));
    assertThat(ServerName.of(SipUri.parse("sip:example.org;transport=sctp;maddr=192.0.2.9")))
        .isEqualTo(new ServerName(HostPort.of("192.0.2.9"), null));
  }

  private List<String> locate(String hostPort, @Nullable SipTransport transport) {
    return addresses(locator, hostPort, transport);
  }

  private static List<String> addresses(
      DnsServerLocator locator, String hostPort, @Nullable SipTransport transport) {
    return ((Found) outcome(locator, hostPort, transport))
        .servers().stream()
            .map(server -> server.transport() + " " + server.address())
            .map(text -> text.replaceFirst(" \\S*/", " /"))
            .toList();
  }

  private String reason(String hostPort, @Nullable SipTransport transport) {
    return ((NotFound) outcome(locator, hostPort, transport)).reason();
  }

  private static Location outcome(
      DnsServerLocator locator, String hostPort, @Nullable SipTransport transport) {
    try {
      var name = new ServerName(HostPort.parse(hostPort), transport);
      var found = new CompletableFuture<Location>();
      locator.locate(name, found::complete);
      return found.orTimeout(20, TimeUnit.SECONDS).join();
    } catch (SipParseException e) {
      throw new AssertionError(e);
    }
  }
}
