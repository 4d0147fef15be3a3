package io.siprouter.control.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");

  private final ConnectionCount count = new ConnectionCount(8);

  @Test
  void sourceHasAQuarter() {
    assertThat(count.admit(HERE)).isTrue();
    assertThat(count.admit(HERE)).isTrue();
    assertThat(count.admit(HERE)).isFalse();
    assertThat(count.admit(InetAddress.ofLiteral("192.0.2.2"))).isTrue();

    count.release(HERE);

    assertThat(count.admit(HERE)).isTrue();
    assertThat(count.open()).isEqualTo(3);
    assertThat(count.refused()).isOne();
  }

  @Test
  void thereIsARoomForAllTogether() {
    for (int i = 0; i < 8; i++) {
      assertThat(count.admit(InetAddress.ofLiteral("192.0.2." + i))).isTrue();
    }

    assertThat(count.admit(InetAddress.ofLiteral("192.0.2.99"))).isFalse();
    assertThat(count.open()).isEqualTo(8);
  }
}
