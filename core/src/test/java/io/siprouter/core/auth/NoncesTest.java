package io.siprouter.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.loop.SteppedEventLoops;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {

  private final SteppedEventLoops clock = new SteppedEventLoops();
  private final Nonces nonces = new Nonces(Duration.ofMinutes(5), clock);
  private final InetAddress phone = InetAddress.ofLiteral("192.0.2.10");

  @Test
  void nonceIsGoodForItsLifetimeAndNotLonger() {
    var nonce = nonces.issue(phone);

    clock.advance(Duration.ofMinutes(5));
    assertThat(nonces.accepts(nonce, phone)).isTrue();

    clock.advance(Duration.ofMillis(1));
    assertThat(nonces.accepts(nonce, phone)).isFalse();
  }

  @Test
  void nonceIsGoodForOneAddressOnly() {
    var nonce = nonces.issue(phone);

    assertThat(nonces.accepts(nonce, InetAddress.ofLiteral("192.0.2.11"))).isFalse();
    assertThat(nonces.accepts(nonce, InetAddress.ofLiteral("2001:db8::1"))).isFalse();
  }

  @Test
  void nonceOfAnotherKeyIsNotOurs() {
    var stranger = new Nonces(Duration.ofMinutes(5), clock);

    assertThat(nonces.accepts(stranger.issue(phone), phone)).isFalse();
  }

  @Test
  void noTwoNoncesAreEqual() {
    assertThat(nonces.issue(phone)).isNotEqualTo(nonces.issue(phone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "AAAA", "====", "ÄÖÜ"})
  void whatIsNoNonceOfOursIsRefused(String text) {
    assertThat(nonces.accepts(text, phone)).isFalse();
  }

  @Test
  void changedNonceIsRefusedWhereverItWasChanged() {
    var nonce = nonces.issue(phone);

    for (var i = 0; i < nonce.length() - 1; i++) {
      var other = nonce.charAt(i) == 'A' ? 'B' : 'A';
      var changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
      assertThat(nonces.accepts(changed, phone)).as(changed).isFalse();
    }
  }
}
