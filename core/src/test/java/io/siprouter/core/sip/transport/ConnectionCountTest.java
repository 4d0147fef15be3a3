package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {

  private final ConnectionCount count = new ConnectionCount();

  @Test
  void noMoreThanAllAreCounted() {
    assertThat(add("192.0.2.1", 2, 9)).isTrue();
    assertThat(add("192.0.2.2", 2, 9)).isTrue();
    assertThat(add("192.0.2.3", 2, 9)).isFalse();

    count.remove(InetAddress.ofLiteral("192.0.2.1"));

    assertThat(add("192.0.2.3", 2, 9)).isTrue();
    assertThat(count.all()).isEqualTo(2);
  }

  @Test
  void oneAddressHasItsShareAndOthersHaveTheirs() {
    assertThat(add("192.0.2.1", 9, 1)).isTrue();
    assertThat(add("192.0.2.1", 9, 1)).isFalse();
    assertThat(add("192.0.2.2", 9, 1)).isTrue();
    assertThat(count.all()).isEqualTo(2);
  }

  @Test
  void networkOfAnIpv6CustomerIsOneAddress() {
    assertThat(add("2001:db8:0:1::1", 9, 1)).isTrue();
    assertThat(add("2001:db8:0:1:ffff::2", 9, 1)).isFalse();
    assertThat(add("2001:db8:0:2::1", 9, 1)).isTrue();
  }

  private boolean add(String address, int most, int mostOfOne) {
    return count.add(InetAddress.ofLiteral(address), most, mostOfOne);
  }
}
