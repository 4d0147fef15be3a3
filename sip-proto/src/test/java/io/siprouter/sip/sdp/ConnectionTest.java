package io.siprouter.sip.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "192.0.2.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "2001:db8::",
        "1:2:3:4:5:6:7:8",
        "::ffff:192.0.2.1",
        "1:2:3:4:5:6:192.0.2.1",
        "2001:DB8::a"
      })
  void literalIsRecognised(String address) {
    assertThat(Connection.of(address).isLiteral()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone.example", "1.2.3", "1.2.3.4.5", "256.1.1.1", "010.1.1.1", "1.2.3.", "1.2.3.٣", "-",
        ":", ":::", "::1::", "1:2", "1:2:3:4:5:6:7:8:9", "1:2:3:4::5:6:7:8", "12345::", "::g",
        "::1%eth0", "192.0.2.1::", "::192.0.2.1:1"
      })
  void anythingElseIsNoLiteral(String address) {
    assertThat(Connection.of(address).isLiteral()).isFalse();
  }

  @Test
  void weAdvertiseOnlyLiterals() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LocalMedia("hub.example", 4000));
  }
}
