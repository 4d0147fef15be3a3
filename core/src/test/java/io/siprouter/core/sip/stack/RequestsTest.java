package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.ExchangeEvent;
import io.siprouter.core.sip.Failure;
import io.siprouter.core.sip.OutboundRequest;
import io.siprouter.core.sip.SipCredentials;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.sip.message.CSeq;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {
  /** What methods of other specifications must have to be understood. */
  private static final String[] BELONGINGS = {
    "Event: presence",
    "Subscription-State: active",
    "Refer-To: <sip:carol@hub.example>",
    "RAck: 1 1 INVITE"
  };

  private RunningStack hub;
  private UdpPeer peer;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    hub = new RunningStack();
    peer = new UdpPeer(hub.udp());
    caller = new Caller(peer.hostPort(), "UDP");
  }

  @AfterEach
  void leaveNothingBehind() throws Exception {
    try {
      hub.assertBecomesIdle();
    } finally {
      peer.close();
      hub.close();
    }
  }

  @Test
  void registrationIsHandedUpWithTheWayItCame() throws IOException {
    peer.send(begin("REGISTER"));
    var event = hub.nextRequest();
    assertThat(event.flow().remote()).isEqualTo(peer.address());
    assertThat(event.request().topVia().received()).hasValue("127.0.0.1");
    assertThat(event.request().topVia().rport()).hasValue(peer.address().getPort());

    event.exchange().reply(SipResponse.responseTo(event.request(), 401).build());
    assertThat(Wire.header(peer.expect("SIP/2.0 401"), "To")).contains("tag=");
  }

  @Test
  void secondReplyIsDropped() throws IOException {
    peer.send(begin("OPTIONS"));
    var event = hub.nextRequest();

    event.exchange().reply(SipResponse.responseTo(event.request(), 200).build());
    event.exchange().reply(SipResponse.responseTo(event.request(), 500).build());
    peer.expect("SIP/2.0 200");
    peer.send(begin("OPTIONS"));
    assertThat(peer.expectAgain("SIP/2.0")).startsWith("SIP/2.0 200");
  }

  @ParameterizedTest
  @CsvSource({
    "BYE,481",
    "INFO,481",
    "PRACK,481",
    "UPDATE,481",
    "NOTIFY,481",
    "SUBSCRIBE,489",
    "MESSAGE,405",
    "REFER,405",
    "DANCE,501"
  })
  void methodsThatBeginNothingAreRefused(String method, int status) throws IOException {
    peer.send(begin(method, BELONGINGS));

    var refusal = peer.expect("SIP/2.0 " + status);
    assertThat(Wire.headers(refusal, "Allow"))
        .hasSize(status == 405 || status == 501 ? 1 : 0)
        .allMatch(SipAbilities.ALLOW::equals);
  }

  @Test
  void requestOfUnknownDialogIsRefused() throws IOException {
    peer.send(caller.request("BYE sip:hub@127.0.0.1", caller.branch(), 7, "<sip:b@hub>;tag=x"));

    peer.expect("SIP/2.0 481");
  }

  @Test
  void requestIsRefusedIfItsOwnerFails() throws IOException {
    hub.failOnRequests();
    peer.send(begin("OPTIONS"));

    peer.expect("SIP/2.0 500");
    hub.nextRequest();
  }

  @Test
  void headersThatNoTransactionNeedsAreNoneOfItsBusiness() throws IOException {
    peer.send(begin("PUBLISH"));

    peer.expect("SIP/2.0 489");
  }

  @Test
  void cancelOfNothingIsRefused() throws IOException {
    peer.send(caller.cancel());

    assertThat(Wire.header(peer.expect("SIP/2.0 481"), "To")).contains("tag=");
  }

  @Test
  void callThatMayGoNoFurtherIsRefused() throws IOException {
    peer.send(caller.invite().replace("Max-Forwards: 70", "Max-Forwards: 0"));

    peer.send(caller.ackOf(peer.expect("SIP/2.0 483")));
  }

  @Test
  void callThatRequiresWhatWeDoNotHaveIsRefused() throws IOException {
    peer.send(caller.invite("Require: timer, levitation"));

    var refusal = peer.expect("SIP/2.0 420");
    assertThat(Wire.header(refusal, "Unsupported")).isEqualTo("levitation");
    peer.send(caller.ackOf(refusal));
  }

  @Test
  void malformedRequestIsRefusedAtTheDoor() throws IOException {
    peer.send(begin("OPTIONS").replace("CSeq: 1 OPTIONS", "CSeq: 1 INVITE"));

    peer.expect("SIP/2.0 400");
    assertThat(hub.stack.count(SipCounter.REFUSED)).isEqualTo(1);
  }

  @Test
  void resultOfOurRequestShowsHowThePeerSeesUs() throws IOException {
    send(null);
    var register = peer.expect("REGISTER sip:127.0.0.1");
    assertThat(Wire.header(register, "Via")).contains(";rport");
    var seen = register.replace(";rport", ";received=203.0.113.5;rport=40000");
    peer.send(Wire.response(seen, "200 OK", "r"));

    var result = (ExchangeEvent.Final) hub.nextResult();
    assertThat(result.response().topVia().received()).hasValue("203.0.113.5");
    assertThat(result.response().topVia().rport()).hasValue(40_000);
    assertThat(result.flow().remote()).isEqualTo(peer.address());
  }

  @Test
  void requestWithoutAnswerFails() throws IOException {
    send(null);

    peer.expect("REGISTER");
    assertThat(hub.nextResult())
        .isInstanceOfSatisfying(
            ExchangeEvent.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(Failure.TIMEOUT));
  }

  @Test
  void strongestChallengeIsAnsweredOnce() throws IOException {
    send(new SipCredentials("1000", "secret"));
    var first = peer.expect("REGISTER");
    peer.send(challenge(first, "n1", ""));

    var second = peer.expect("REGISTER");
    assertThat(Wire.header(second, "Authorization"))
        .contains("algorithm=SHA-256", "nonce=\"n1\"", "nc=00000001", "username=\"1000\"");
    assertThat(Wire.header(second, "CSeq")).isEqualTo("8 REGISTER");
    assertThat(Wire.header(second, "X-Extra")).isEqualTo("kept");
    assertThat(Wire.header(second, "Call-ID")).isEqualTo(Wire.header(first, "Call-ID"));
    peer.send(challenge(second, "n2", ""));
    var result = (ExchangeEvent.Final) hub.nextResult();
    assertThat(result.response().status()).isEqualTo(401);
    assertThat(result.response().cSeq().number()).isEqualTo(8);
  }

  @Test
  void staleNonceIsReplaced() throws IOException {
    send(new SipCredentials("1000", "secret"));
    peer.send(challenge(peer.expect("REGISTER"), "n1", ""));
    peer.send(challenge(peer.expect("REGISTER"), "n2", ", stale=true"));

    var third = peer.expect("REGISTER");
    assertThat(Wire.header(third, "Authorization")).contains("nonce=\"n2\"");
    peer.send(Wire.response(third, "200 OK", "r"));
    assertThat(((ExchangeEvent.Final) hub.nextResult()).response().status()).isEqualTo(200);
  }

  private String begin(String method, String... more) {
    return caller.request(method + " sip:hub@127.0.0.1", caller.branch(), 1, "<sip:b@hub>", more);
  }

  private static String challenge(String request, String nonce, String more) {
    return Wire.response(
        request,
        "401 Unauthorized",
        "r",
        "WWW-Authenticate: Digest realm=\"r\", nonce=\"" + nonce + "\", qop=\"auth\"" + more,
        "WWW-Authenticate: Digest realm=\"r\", nonce=\""
            + nonce
            + "\", qop=\"auth\", algorithm=SHA-256"
            + more);
  }

  private void send(@Nullable SipCredentials credentials) {
    var aor = NameAddr.of(SipUri.of("1000", "provider.example"));
    var register =
        SipRequest.builder("REGISTER", SipUri.of(peerHost()))
            .from(aor)
            .to(aor)
            .callId("registration-1")
            .cSeq(new CSeq(7, "REGISTER"))
            .header("X-Extra", "kept")
            .build();
    var destination = new Destination(SipTransport.UDP, peer.address());
    hub.stack
        .agent()
        .send(new OutboundRequest(register, hub.contact(), destination, credentials), hub::record);
  }

  private static HostPort peerHost() {
    return HostPort.of("127.0.0.1");
  }
}
