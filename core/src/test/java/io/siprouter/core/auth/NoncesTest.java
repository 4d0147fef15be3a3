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
  private final Nonces nonces = new Nonces(NonceKey.random(), Duration.ofMinutes(5), clock);
  private final InetAddress phone = InetAddress.ofLiteral("192.0.2.10");

  @Test
  void nonceIsGoodForItsLifetimeAndNotLonger() {
    var nonce = nonces.issue(phone);

    clock.advance(Duration.ofMinutes(5));
    assertThat(nonces.accept(nonce, phone)).isPresent();

    clock.advance(Duration.ofMillis(1));
    assertThat(nonces.accept(nonce, phone)).isEmpty();
  }

  @Test
  void nonceIsGoodForOneAddressOnly() {
    var nonce = nonces.issue(phone);

    assertThat(nonces.accept(nonce, InetAddress.ofLiteral("192.0.2.11"))).isEmpty();
    assertThat(nonces.accept(nonce, InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
  }

  @Test
  void nonceOfAnotherKeyIsNotOurs() {
    var stranger = new Nonces(NonceKey.random(), Duration.ofMinutes(5), clock);

    assertThat(nonces.accept(stranger.issue(phone), phone)).isEmpty();
  }

  @Test
  void noTwoNoncesAreEqual() {
    assertThat(nonces.issue(phone)).isNotEqualTo(nonces.issue(phone));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "AAAA", "====", "ÄÖÜ"})
  void whatIsNoNonceOfOursIsRefused(String text) {
    assertThat(nonces.accept(text, phone)).isEmpty();
  }

  @Test
  void changedNonceIsRefusedWhereverItWasChanged() {
    var nonce = nonces.issue(phone);

    for (var i = 0; i < nonce.length() - 1; i++) {
      var other = nonce.charAt(i) == 'A' ? 'B' : 'A';
      var changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
      assertThat(nonces.accept(changed, phone)).as(changed).isEmpty();
    }
  }
}
