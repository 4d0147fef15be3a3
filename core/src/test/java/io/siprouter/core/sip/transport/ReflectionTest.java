package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReflectionTest {
  private static final SipResponse ANSWER =
      SipResponse.responseTo(
              SipRequest.builder("OPTIONS", SipUri.of("a", "b"))
                  .callId("c1")
                  .header("CSeq", "1 OPTIONS")
                  .build(),
              200)
          .header("Accept", "application/sdp")
          .build();

  private static final int BYTES = ANSWER.toCanonicalBytes().length;

  @Test
  void answerThatFitsIsSentAsItIs() {
    assertThat(Reflection.bounded(ANSWER, (BYTES + 2) / 3)).hasValue(ANSWER.toCanonicalBytes());
  }

  @Test
  void answerThatIsTooLongLosesWhatIsNotMandatory() {
    var bare = Reflection.bounded(ANSWER, (BYTES - 1) / 3).orElseThrow();

    assertThat(new String(bare, StandardCharsets.US_ASCII))
        .contains("Call-ID: c1", "CSeq: 1 OPTIONS", "Content-Length: 0")
        .doesNotContain("Accept");
  }

  @Test
  void answerThatDoesNotFitAtAllIsWithheld() {
    assertThat(Reflection.bounded(ANSWER, 10)).isEmpty();
  }
}
