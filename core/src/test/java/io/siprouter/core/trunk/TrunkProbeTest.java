package io.siprouter.core.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.transport.SipTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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

  private void registered() {
    fixture.trunk("'numbers': []").register();
    fixture.loops.settle();
    peer.grants(3600);
  }
}
