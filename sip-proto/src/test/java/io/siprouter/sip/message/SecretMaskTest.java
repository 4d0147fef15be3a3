package io.siprouter.sip.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Authorization: Digest nonce=\"n\", response=\"0a1b\"!0a1b",
        "Proxy-Authorization: Digest RESPONSE = 0a1b, qop=auth!0a1b",
        "Authorization: Digest\\r\\n response\\r\\n =\\r\\n \"0a1b\"!0a1b",
        "Authentication-Info: rspauth=\"0a1b\", nc=00000001!0a1b",
        "Authorization: Basic Ym9iOnNlY3JldA==!Ym9i",
        "Authorization:\\r\\n Bearer eyJ.abc\\r\\n .def!def",
        "Contact: <sip:bob:pass,w;ord@192.0.2.1:5060>!pass",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20!c2VjcmV0",
        "a=crypto:1 F8_128_HMAC_SHA1_80 inline:b25l|2^20;inline:dHdv|2^20!dHdv",
        "k=base64:c2VjcmV0!c2VjcmV0",
        "k=clear:secret!secret",
        "a=key-mgmt:mikey AQAFgM0XflA!AQAFgM0XflA",
        "a=ice-pwd:asd88fgpdd777uzjYhagZg!asd88fg"
      })
  void secretsAreGone(String written, String secret) {
    var text = "v=0\r\n" + written.translateEscapes() + "\r\nVia: x\r\n";

    var masked = SecretMask.masked(text);

    assertThat(masked)
        .hasSameSizeAs(text)
        .doesNotContain(secret)
        .contains("*")
        .endsWith("Via: x\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Digest username=\"101\", nonce=\"n\", uri=\"sip:hub\", cnonce=\"c\"",
        "WWW-Authenticate: Digest realm=\"siprouter\", nonce=\"n\", qop=\"auth\"",
        "Contact: <sip:bob@192.0.2.1:5060;transport=tcp>, <sip:192.0.2.1:5060>",
        "To: <sip:[2001:db8::1]:5060>",
        "Content-Disposition: inline",
        "a=fingerprint:sha-256 12:34",
        "a=rtpmap:0 PCMU/8000"
      })
  void everythingElseStays(String written) {
    assertThat(SecretMask.masked(written)).isEqualTo(written);
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() {
    var message = "k=clear:\u00ff\u0085\r\n\u0000\u00e9".getBytes(ISO_8859_1);

    assertThat(SecretMask.masked(message))
        .isEqualTo("k=clear:**\r\n\u0000\u00e9".getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"response ", "sip:a:", "inline:", "Authorization:\r\n ", "a=key-mgmt:x "})
  void nobodyCanMakeItSlow(String start) {
    var hostile = start.repeat(8_000) + "\r\n" + start + " ".repeat(60_000) + "a".repeat(60_000);

    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    SecretMask.masked(hostile);
    var used = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);

    assertThat(used).isLessThan(Duration.ofSeconds(2));
  }
}
