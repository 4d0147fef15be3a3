package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WireLogTest {

  @Test
  void whatProvesAPasswordIsHidden() {
    var line = "Authorization: Digest username=\"1\", response=\"0a1b\", nonce=\"n\"";

    assertThat(WireLog.redacted(line))
        .isEqualTo("Authorization: Digest username=\"1\", response=\"***\", nonce=\"n\"");
  }

  @Test
  void keysOfSrtpAreHidden() {
    var line = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20";

    assertThat(WireLog.redacted(line))
        .isEqualTo("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20");
  }
}
