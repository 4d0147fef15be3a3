package io.siprouter.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallIdScanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "INVITE sip:1 SIP/2.0\\r\\nCall-ID: a@b\\r\\n\\r\\n!a@b",
        "INVITE sip:1 SIP/2.0\\r\\nVia: x\\r\\ni:a\\r\\n\\r\\n!a",
        "SIP/2.0 200 OK\\nVia: x\\ncall-id\\t : a\\n\\n!a",
        "BYE sip:1 SIP/2.0\\r\\nCALL-ID:a!a"
      })
  void isFoundHoweverItIsWritten(String message, String callId) {
    assertThat(CallIdScan.in(message.translateEscapes().getBytes(UTF_8))).isEqualTo(callId);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Call-ID: first line!",
        "INVITE sip:1 SIP/2.0\\r\\n\\r\\nCall-ID: body!",
        "INVITE sip:1 SIP/2.0\\r\\nIn-Reply-To: other\\r\\nCall-IDs: x\\r\\ni!",
        "\\r\\n!"
      })
  void whatOnlyLooksLikeItIsNone(String message, String none) {
    assertThat(CallIdScan.in(message.translateEscapes().getBytes(UTF_8))).isNullOrEmpty();
    assertThat(none).isNull();
  }

  @Test
  void nothingHasNone() {
    assertThat(CallIdScan.in(new byte[0])).isEmpty();
  }
}
