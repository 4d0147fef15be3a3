package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.sip.SessionTerms;
import io.siprouter.core.sip.stack.SessionTimer.Agreement;
import io.siprouter.core.sip.stack.SessionTimer.Refresher;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTimerTest {
  private static final SessionTimer USUAL = SessionTimer.of(new SessionTerms(1800, 90));
  private static final SessionTimer OFF = SessionTimer.of(SessionTerms.OFF);

  @Test
  void weAskForOurIntervalAndLeaveTheRefresherToThePeer() {
    assertThat(USUAL.ask())
        .containsExactly(new Header("Session-Expires", "1800"), new Header("Min-SE", "90"));
    assertThat(OFF.ask()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "600;refresher=uac, 600, US",
    "600 ; Refresher = UAS, 600, PEER",
    "600, 600, US",
    "30;refresher=uac, 90, US"
  })
  void answerSaysWhoRefreshes(String expires, int interval, Refresher refresher) {
    assertThat(USUAL.answered(response(200, "Session-Expires", expires)).agreement())
        .hasValue(new Agreement(interval, refresher));
  }

  @Test
  void answerWithoutIntervalTurnsTheTimerOff() {
    var agreed = USUAL.answered(response(200, "Session-Expires", "600;refresher=uac"));

    assertThat(agreed.answered(response(200, "X-None", "1")).agreement()).isEmpty();
    assertThat(USUAL.answered(response(200, "Session-Expires", "soon")).agreement()).isEmpty();
    assertThat(OFF.answered(response(200, "Session-Expires", "600")).agreement()).isEmpty();
  }

  @Test
  void refreshKeepsIntervalAndRefresher() {
    var peers = USUAL.answered(response(200, "Session-Expires", "600;refresher=uas"));
    var ours = USUAL.answered(response(200, "Session-Expires", "600;refresher=uac"));

    assertThat(peers.ask()).contains(new Header("Session-Expires", "600;refresher=uas"));
    assertThat(ours.ask()).contains(new Header("Session-Expires", "600;refresher=uac"));
  }

  @Test
  void refusedIntervalIsLengthenedAndTheSameRefusalAgainIsNot() {
    var refusal = response(422, "Min-SE", "2400");
    var longer = USUAL.lengthened(refusal).orElseThrow();

    assertThat(longer.ask())
        .containsExactly(new Header("Session-Expires", "2400"), new Header("Min-SE", "2400"));
    assertThat(longer.lengthened(refusal)).isEmpty();
    assertThat(USUAL.lengthened(response(422, "X-None", "1"))).isEmpty();
    assertThat(USUAL.lengthened(response(488, "Min-SE", "2400"))).isEmpty();
  }

  @Test
  void requestForTooShortAnIntervalIsRefused() {
    assertThat(USUAL.tooShort(request("timer", "60"))).hasValue(90);
    assertThat(USUAL.tooShort(request("timer", "90"))).isEmpty();
    assertThat(USUAL.tooShort(request("100rel", "60"))).isEmpty();
    assertThat(OFF.tooShort(request("timer", "60"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timer, 600;refresher=uac, 600;refresher=uac, PEER",
    "timer, 600;refresher=uas, 600;refresher=uas, US",
    "timer, 600, 600;refresher=uac, PEER",
    "timer, 7200;refresher=uac, 1800;refresher=uac, PEER",
    "path, 600, 600;refresher=uas, US"
  })
  void requestIsGrantedWhatItAsksFor(
      String supported, String asked, String granted, Refresher refresher) {
    var grant = USUAL.grant(request(supported, asked));

    assertThat(grant.headers()).contains(new Header("Session-Expires", granted));
    assertThat(grant.headers().contains(new Header("Require", "timer")))
        .isEqualTo(refresher == Refresher.PEER);
    assertThat(grant.next().agreement().orElseThrow().refresher()).isEqualTo(refresher);
  }

  @Test
  void grantDoesNotUndercutWhatThePeerBears() {
    var request = request("timer", "7200").toBuilder().header("Min-SE", "3600").build();

    assertThat(USUAL.grant(request).headers())
        .contains(new Header("Session-Expires", "3600;refresher=uac"));
  }

  @Test
  void peerThatOnlyCanIsRefreshedByUs() {
    var request = invite().header("Supported", "timer").build();

    assertThat(USUAL.grant(request).headers())
        .containsExactly(new Header("Session-Expires", "1800;refresher=uas"));
    assertThat(OFF.grant(request).headers()).isEmpty();
  }

  @Test
  void peerThatCannotIsLeftAlone() {
    var grant = USUAL.grant(invite().build());

    assertThat(grant.headers()).isEmpty();
    assertThat(grant.next().agreement()).isEmpty();
  }

  @Test
  void refresherStaysWhoItWas() {
    var agreed = USUAL.answered(response(200, "Session-Expires", "600;refresher=uac"));

    assertThat(agreed.grant(request("timer", "600")).next().agreement())
        .hasValue(new Agreement(600, Refresher.US));
  }

  @Test
  void refreshIsDueAtHalfTimeAndTheEndWithSomeNotice() {
    var hour = new Agreement(3600, Refresher.US);
    assertThat(hour.refreshAfter()).isEqualTo(Duration.ofMinutes(30));
    assertThat(hour.endAfter()).isEqualTo(Duration.ofSeconds(3600 - 32));

    assertThat(new Agreement(90, Refresher.PEER).endAfter()).isEqualTo(Duration.ofSeconds(60));
  }

  private static SipRequest request(String supported, String expires) {
    return invite().header("Supported", supported).header("Session-Expires", expires).build();
  }

  private static SipRequest.Builder invite() {
    return SipRequest.builder("INVITE", SipUri.of("bob", "hub.example"));
  }

  private static SipResponse response(int status, String name, String value) {
    return SipResponse.responseTo(invite().build(), status).header(name, value).build();
  }
}
