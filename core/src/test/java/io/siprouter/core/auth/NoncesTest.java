package io.siprouter.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.loop.SteppedEventLoops;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoncesTest {

  private final SteppedEventLoops clock = new SteppedEventLoops();
  private final Nonces nonces = new Nonces(NonceKey.random(), Duration.ofMinutes(5), clock);
  private final InetAddress phone = InetAddress.ofLiteral("192.0.2.10");

  @Test
  void nonceIsGoodForItsLifetimeAndNotLonger() {
    var nonce = nonces.issue(phone, "a request");

    clock.advance(Duration.ofMinutes(5));
    assertThat(nonces.accept(nonce, phone)).isPresent();

    clock.advance(Duration.ofMillis(1));
    assertThat(nonces.accept(nonce, phone)).isEmpty();
  }

  @Test
  void nonceIsGoodForOneAddressOnly() {
    var nonce = nonces.issue(phone, "a request");

    assertThat(nonces.accept(nonce, InetAddress.ofLiteral("192.0.2.11"))).isEmpty();
    assertThat(nonces.accept(nonce, InetAddress.ofLiteral("2001:db8::1"))).isEmpty();
  }

  @Test
  void nonceOfAnotherKeyIsNotOurs() {
    var stranger = new Nonces(NonceKey.random(), Duration.ofMinutes(5), clock);

    assertThat(nonces.accept(stranger.issue(phone, "a request"), phone)).isEmpty();
  }

  @Test
  void repeatedRequestGetsTheSameNonce() {
    var nonce = nonces.issue(phone, "a request");

    clock.advance(Duration.ofSeconds(31));
    assertThat(nonces.issue(phone, "a request")).isEqualTo(nonce);

    clock.advance(Duration.ofSeconds(1));
    assertThat(nonces.issue(phone, "a request")).isNotEqualTo(nonce);
  }

  @Test
  void otherRequestsAndOtherAddressesGetOtherNonces() {
    var other = InetAddress.ofLiteral("192.0.2.11");

    var issued =
        List.of(
            nonces.issue(phone, "a request"),
            nonces.issue(phone, "another"),
            nonces.issue(other, "a request"));

    assertThat(issued).doesNotHaveDuplicates();
    assertThat(nonces.accept(issued.getLast(), other)).isPresent();
  }

  @Test
  void manyRequestsTakeNoMoreRoomThanThereIs() {
    var first = nonces.issue(phone, "a request");

    var others =
        IntStream.range(0, 100_000)
            .mapToObj(i -> nonces.issue(phone, "request " + i))
            .collect(Collectors.toSet());

    assertThat(others).hasSize(100_000).doesNotContain(first);
    assertThat(nonces.accept(first, phone)).isPresent();
    assertThat(nonces.accept(nonces.issue(phone, "a request"), phone)).isPresent();
  }

  @Test
  void nonceOfAnEarlierRunIsNotTakenWhateverTheClockSays() {
    var key = NonceKey.random();
    var nonce = new Nonces(key, Duration.ofMinutes(5), clock).issue(phone, "a request");

    var after = new Nonces(key, Duration.ofMinutes(5), clock);

    assertThat(after.accept(nonce, phone)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not base64!", "AAAA", "====", "ÄÖÜ"})
  void whatIsNoNonceOfOursIsRefused(String text) {
    assertThat(nonces.accept(text, phone)).isEmpty();
  }

  @Test
  void changedNonceIsRefusedWhereverItWasChanged() {
    var nonce = nonces.issue(phone, "a request");

    for (var i = 0; i < nonce.length() - 1; i++) {
      var other = nonce.charAt(i) == 'A' ? 'B' : 'A';
      var changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
      assertThat(nonces.accept(changed, phone)).as(changed).isEmpty();
    }
  }
}
