package io.siprouter.control.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("192.0.2.2");

  private final TestTime time = new TestTime();
  private final LoginThrottle throttle = new LoginThrottle();

  @Test
  void eleventhTryOfASourceWaitsHalfAMinute() {
    for (int i = 0; i < 10; i++) {
      assertThat(admit(HERE, "account-" + i)).isZero();
    }

    assertThat(admit(HERE, "anna")).isEqualTo(Duration.ofSeconds(30));
    assertThat(admit(THERE, "anna")).isZero();
    time.pass(Duration.ofSeconds(30));
    assertThat(admit(HERE, "anna")).isZero();
  }

  @Test
  void neighboursInAnIpv6NetworkAreOneSource() {
    for (int i = 0; i < 10; i++) {
      assertThat(admit(InetAddress.ofLiteral("2001:db8::" + i), "a" + i)).isZero();
    }

    assertThat(admit(InetAddress.ofLiteral("2001:db8::ffff"), "anna")).isPositive();
    assertThat(admit(InetAddress.ofLiteral("2001:db8:0:1::1"), "anna")).isZero();
  }

  @Test
  void accountWithstandsManySources() {
    for (int i = 0; i < 50; i++) {
      assertThat(admit(InetAddress.ofLiteral("198.51.100." + i), "anna")).isZero();
    }

    assertThat(admit(HERE, "anna")).isEqualTo(Duration.ofSeconds(5));
    assertThat(admit(THERE, "berta")).isZero();
  }

  @Test
  void oneSourceCannotLockAnAccount() {
    for (int i = 0; i < 1_000; i++) {
      admit(HERE, "anna");
      time.pass(Duration.ofSeconds(5));
    }

    assertThat(admit(THERE, "anna")).isZero();
  }

  @Test
  void rightPasswordGivesAllTriesBack() {
    for (int i = 0; i < 10; i++) {
      admit(HERE, "anna");
    }

    throttle.forgive(HERE, "anna");

    assertThat(admit(HERE, "anna")).isZero();
  }

  private Duration admit(InetAddress source, String account) {
    return throttle.admit(source, account, time.instant());
  }
}
