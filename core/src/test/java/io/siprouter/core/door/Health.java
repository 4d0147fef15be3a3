package io.siprouter.core.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks by OPTIONS whether the engine still serves. */
final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Health() {}

  /** Fails unless the engine answers; responses to anything else are skipped. */
  static void check(Stranger asking, String when) throws IOException {
    var callId = "health-" + COUNT.incrementAndGet();
    asking.send(options(callId, asking.transport()));
    var answer = asking.receive(PATIENCE);
    while (answer.isPresent() && !answer.get().callId().equals(callId)) {
      answer = asking.receive(PATIENCE);
    }
    assertThat(answer.map(SipResponse::status)).as("OPTIONS %s", when).hasValue(200);
  }

  static byte[] options(String callId, String transport) {
    return """
    OPTIONS sip:hub@hub.example SIP/2.0
    Via: SIP/2.0/%2$s health.example;rport;branch=z9hG4bK%1$s
    Max-Forwards: 70
    From: <sip:health@hub.example>;tag=%1$s
    To: <sip:hub@hub.example>
    Call-ID: %1$s
    CSeq: 1 OPTIONS
    Content-Length: 0

    """
        .formatted(callId, transport)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
