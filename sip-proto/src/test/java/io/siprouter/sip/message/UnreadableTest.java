package io.siprouter.sip.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.siprouter.sip.SipParseException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableTest {

  private static final SipLimits LIMITS = SipLimits.DEFAULT;

  @Test
  void requestWithABrokenHeaderLineCanBeRefused() {
    var unreadable = unreadable(Wire.INVITE.replace("Max-Forwards: 70", "no header at all"));

    assertThat(unreadable.refusal()).isEqualTo(new Refusal(400, "Malformed header line"));
    var request = unreadable.remains().orElseThrow();
    assertThat(request.method()).isEqualTo("INVITE");
    assertThat(request.headers().entries())
        .extracting(Header::canonicalName)
        .containsExactlyInAnyOrder("Via", "From", "To", "Call-ID", "CSeq");
    assertThat(SipResponse.responseTo(request, 400).build().callId()).startsWith("a84b4c76e66710");
  }

  @Test
  void lineBreaksThatAreNoneOfSipAreToldToTheirSender() {
    assertThat(unreadable(Wire.INVITE.getBytes(UTF_8)).remains()).isPresent();
  }

  @Test
  void foldedHeadersAreReadAsOne() {
    var spoilt = Wire.INVITE.replace("From: ", "From:\n  ").replace("Max-Forwards:", "?");

    assertThat(unreadable(spoilt).remains().orElseThrow().from().tag()).isPresent();
  }

  @Test
  void headersThatAreTooLargeAreRefusedAsSuch() {
    var large = Wire.INVITE.replace("\n\n", "\n" + "X: y\n".repeat(5_000) + "\n");

    var unreadable = unreadable(large);

    assertThat(unreadable.refusal().status()).isEqualTo(513);
    assertThat(unreadable.remains()).isPresent();
  }

  @Test
  void messageThatIsTooLargeIsRefusedAsSuch() {
    var limits = SipLimits.ofMessages(4_096);
    byte[] large = Wire.bytes(Wire.INVITE.replace("Content-Length: 5", "X: y") + "b".repeat(5_000));

    var unreadable = Unreadable.of(large, limits, faultOf(large, limits));

    assertThat(unreadable.refusal().status()).isEqualTo(513);
    assertThat(unreadable.remains().map(SipRequest::receivedBytes)).hasValue(large.length);
  }

  @Test
  void longRequestUriIsTheReasonForWhateverElseIsTooLarge() {
    var unreadable =
        unreadable(Wire.INVITE.replaceFirst("sip:bob@", "sip:" + "b".repeat(20_000) + "@"));

    assertThat(unreadable.refusal()).isEqualTo(new Refusal(414, "Request-URI Too Long"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via", "From", "To", "Call-ID", "CSeq"})
  void nobodyIsAnsweredWhoCouldNotTellWhatTheAnswerIsTo(String name) {
    var spoilt = Wire.INVITE.replace("Max-Forwards:", "?");

    assertThat(unreadable(spoilt.replace(name + ": ", "X-" + name + ": ")).remains()).isEmpty();
    assertThat(unreadable(spoilt.replace(name + ": ", name + ": \u0001")).remains()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: x\n\n",
        "SIP/2.0 2000 OK\n\n",
        "INVITE SIP/2.0\nVia: x\n\n",
        " SIP/2.0",
        "x",
        ""
      })
  void whatIsNoRequestIsNotAnswered(String text) {
    assertThat(unreadable(text).remains()).isEqualTo(Optional.empty());
  }

  private static Unreadable unreadable(String text) {
    return unreadable(Wire.bytes(text));
  }

  private static Unreadable unreadable(byte[] bytes) {
    return Unreadable.of(bytes, LIMITS, faultOf(bytes, LIMITS));
  }

  private static SipParseException faultOf(byte[] bytes, SipLimits limits) {
    return catchThrowableOfType(
        SipParseException.class, () -> SipParser.parse(bytes, 0, bytes.length, limits));
  }
}
