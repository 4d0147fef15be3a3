package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkProbeTest {

  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final TrunkFixture fixture = new TrunkFixture();
  private final ScriptedProvider peer = fixture.peer;

  @Test
  void registeredTrunkAsksNowAndThenWhetherTheProviderIsThere() throws InterruptedException {
    registered();

    for (var i = 0; i < 3; i++) {
      fixture.loops.advance(PERIOD);
      assertThat(peer.register().method()).isEqualTo("OPTIONS");
      peer.answers(405);
    }
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void providerThatAnswersNoMoreIsRegisteredAtAgainAtOnce() throws InterruptedException {
    registered();
    fixture.loops.advance(PERIOD);
    peer.answers(200);

    fixture.loops.advance(PERIOD);
    peer.staysSilent();
    assertThat(peer.register().method()).isEqualTo("REGISTER");
    peer.staysSilent();

    assertThat(fixture.states()).containsExactly("registering", "registered", "failed no answer");
  }

  @Test
  void questionIsNotForgottenForTheNextOne() throws InterruptedException {
    registered("'keepAliveSec': 1");
    fixture.loops.advance(Duration.ofSeconds(1));
    peer.answers(200);
    fixture.loops.advance(Duration.ofSeconds(6));
    peer.staysSilent();

    assertThat(peer.register().method()).isEqualTo("REGISTER");
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void silenceOfAProviderThatNeverAnswersProbesIsNoSign() throws InterruptedException {
    registered();
    fixture.loops.advance(PERIOD);
    peer.staysSilent();

    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void newPublicAddressIsRegisteredAtOnce() {
    registered();
    fixture.loops.advance(PERIOD);
    peer.sees("203.0.113.10", 5060);
    peer.answers(200);

    assertThat(peer.register().method()).isEqualTo("REGISTER");
    assertThat(peer.asked().contact().host()).isEqualTo("203.0.113.10");
  }

  @Test
  void staticTrunkRegistersNowhereAndIsWatched() throws InterruptedException {
    var trunk = fixture.trunk("'register': false");
    trunk.register();
    fixture.loops.settle();
    assertThat(peer.register().method()).isEqualTo("OPTIONS");
    peer.answers(404);
    assertThat(fixture.states()).containsExactly("registering", "registered");

    fixture.loops.advance(PERIOD);
    assertThat(peer.register().method()).isEqualTo("OPTIONS");
    peer.staysSilent();
    assertThat(fixture.states()).containsExactly("failed no answer");

    fixture.loops.advance(Duration.ofSeconds(2));
    peer.answers(200);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void staticTrunkHasNothingToUnregister() {
    var trunk = fixture.trunk("'register': false");
    trunk.register();
    fixture.loops.settle();
    peer.answers(200);

    var left = trunk.unregister();
    fixture.loops.settle();

    assertThat(left).isCompleted();
    assertThat(peer.isIdle()).isTrue();
  }

  @Test
  void staticTrunkThatIsNotToBeWatchedIsTakenToBeThere() throws InterruptedException {
    var trunk = fixture.trunk("'register': false, 'keepAliveSec': 0");
    trunk.register();
    fixture.loops.settle();

    assertThat(peer.isIdle()).isTrue();
    assertThat(trunk.line()).isPresent();
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  @Test
  void everythingGoesToTheOutboundProxyWithALooseRoute() {
    var trunk = fixture.trunk("'outboundProxy': 'proxy.example.org:5082'");
    trunk.register();
    fixture.loops.settle();

    assertThat(peer.asked().destination().address().getPort()).isEqualTo(5082);
    assertThat(peer.register().requestUriText()).isEqualTo("sip:sip.example.org:5070");
    assertThat(peer.register().headers().first("Route"))
        .contains("<sip:proxy.example.org:5082;lr>");
    assertThat(trunk.line().orElseThrow().routes().getFirst().value())
        .isEqualTo("<sip:proxy.example.org:5082;lr>");
  }

  @Test
  void domainMayChooseTheTransport() {
    fixture.dnsPrefers(SipTransport.TCP);
    fixture.trunk("'transport': 'auto'").register();
    fixture.loops.settle();

    assertThat(peer.asked().destination().transport()).isEqualTo(SipTransport.TCP);
    assertThat(peer.asked().contact().param("transport")).contains("tcp");
  }

  @Test
  void emptyLinesGoAlongWithTheQuestionOverTcp() {
    fixture.dnsPrefers(SipTransport.TCP);
    registered("'transport': 'auto'");
    fixture.loops.advance(PERIOD);

    assertThat(peer.register().method()).isEqualTo("OPTIONS");
    assertThat(fixture.flows.done()).containsExactly("ping 198.51.100.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'keepAlive': 'crlf'", "'keepAlive': 'crlf', 'register': false"})
  void providerThatDoesNotWantToBeAskedGetsEmptyLines(String wish) {
    fixture.trunk(wish).register();
    fixture.loops.settle();
    if (!peer.isIdle()) {
      peer.grants(3600);
    }
    fixture.loops.advance(PERIOD);
    fixture.loops.advance(PERIOD);

    assertThat(peer.isIdle()).isTrue();
    assertThat(fixture.flows.done()).containsExactly("ping 198.51.100.1", "ping 198.51.100.1");
  }

  @Test
  void connectionThatSwallowsQuestionsIsNotUsedAgain() {
    registered();
    fixture.loops.advance(PERIOD);
    peer.answers(200);
    assertThat(fixture.flows.done()).isEmpty();

    fixture.loops.advance(PERIOD);
    peer.staysSilent();
    assertThat(fixture.flows.done()).containsExactly("drop 198.51.100.1");
    peer.staysSilent();
    assertThat(fixture.flows.done()).containsExactly("drop 198.51.100.1", "drop 198.51.100.1");
  }

  @Test
  void endOfTheConnectionMeansToRegisterAgainSoon() throws InterruptedException {
    fixture.dnsPrefers(SipTransport.TCP);
    var trunk = registered("'transport': 'auto'");
    trunk.onClosed(flow(5071));
    fixture.loops.advance(Duration.ofSeconds(29));
    assertThat(peer.isIdle()).isTrue();

    trunk.onClosed(flow(5070));
    fixture.loops.settle();
    assertThat(peer.isIdle()).isTrue();
    fixture.loops.advance(Duration.ofSeconds(4));
    assertThat(peer.register().method()).isEqualTo("OPTIONS");
    peer.answers(200);
    assertThat(peer.register().method()).isEqualTo("REGISTER");
    peer.grants(3600);
    assertThat(fixture.states()).containsExactly("registering", "registered");
  }

  private static SipFlow flow(int port) {
    return new SipFlow(
        SipTransport.TCP,
        new InetSocketAddress("192.168.1.5", 5060),
        new InetSocketAddress("198.51.100.1", port));
  }

  private void registered() {
    registered("'numbers': []");
  }

  private Trunk registered(String more) {
    var trunk = fixture.trunk(more);
    trunk.register();
    fixture.loops.settle();
    peer.grants(3600);
    return trunk;
  }
}
