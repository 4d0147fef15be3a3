package io.siprouter.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtpPortPoolTest {
  @Test
  void onlyEvenPortsOfTheRangeAreLeased() {
    var pool = new RtpPortPool(10_001, 10_006);

    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_002);
    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_004);
    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_006);
    assertThat(pool.lease()).isEmpty();
    assertThat(pool.inUse()).isEqualTo(3).isEqualTo(pool.capacity());
  }

  @Test
  void aPortGivenBackIsLeasedLast() {
    var pool = new RtpPortPool(10_000, 10_005);
    pool.lease().orElseThrow().close();

    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_002);
    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_004);
    assertThat(pool.lease().orElseThrow().port()).isEqualTo(10_000);
  }

  @Test
  void closingALeaseTwiceGivesOnePortBack() {
    var pool = new RtpPortPool(10_000, 10_000);
    var lease = pool.lease().orElseThrow();

    lease.close();
    lease.close();

    assertThat(pool.inUse()).isZero();
    assertThat(pool.lease()).isPresent();
    assertThat(pool.lease()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 9", "65530, 65536"})
  void whatIsNoRangeIsRefused(int min, int max) {
    assertThatThrownBy(() -> new RtpPortPool(min, max)).hasMessageStartingWith("No port range");
  }
}
