package io.siprouter.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000L;

  private final RateLimit limit = new RateLimit(Duration.ofMillis(100), 50);
  private final Source loud = source("192.0.2.7");

  @Test
  void sourceMaySendItsBurstAndThenItsRate() {
    assertThat(taken(loud, 100, 0)).isEqualTo(50);
    assertThat(taken(loud, 100, SECOND)).isEqualTo(10);
    assertThat(taken(loud, 100, SECOND + SECOND / 2)).isEqualTo(5);
  }

  @Test
  void silenceFillsTheBucketAndNotMore() {
    taken(loud, 100, 0);

    assertThat(taken(loud, 100, 3_600 * SECOND)).isEqualTo(50);
  }

  @Test
  void debtsComeBackBeforeTokens() {
    taken(loud, 100, 0);

    limit.charge(loud, 10, 0);

    assertThat(taken(loud, 1, SECOND)).isZero();
    assertThat(taken(loud, 100, 2 * SECOND)).isEqualTo(10);
  }

  @Test
  void othersAreNotLimitedByALoudOne() {
    taken(loud, 100, 0);

    var others =
        IntStream.range(0, 100).filter(i -> limit.take(source("198.51.100." + i), 0)).count();

    assertThat(others).isGreaterThanOrEqualTo(99); // two may share a slot by chance
  }

  @Test
  void networkOfAnIpv6CustomerIsOneSource() {
    assertThat(source("2001:db8:0:1::1")).isEqualTo(source("2001:db8:0:1:ffff::2"));
    assertThat(source("2001:db8:0:1::1")).isNotEqualTo(source("2001:db8:0:2::1"));
    assertThat(source("::1")).isNotEqualTo(source("0.0.0.0"));
    assertThat(source("2001:db8:0:1::1")).hasToString("2001:db8:0:1:0:0:0:0/64");
    assertThat(source("255.0.2.7")).hasToString("255.0.2.7");
  }

  private long taken(Source source, int tries, long nowNanos) {
    return IntStream.range(0, tries).filter(_ -> limit.take(source, nowNanos)).count();
  }

  private static Source source(String address) {
    return Source.of(InetAddress.ofLiteral(address));
  }
}
