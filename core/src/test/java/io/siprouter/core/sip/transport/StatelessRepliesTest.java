package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipParser;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatelessRepliesTest {
  private static final String INVITE =
      """
      INVITE sip:bob@hub.example SIP/2.0
      Via: SIP/2.0/UDP phone;branch=z9hG4bK1;rport
      From: <sip:alice@hub.example>;tag=a
      To: <sip:bob@hub.example>
      Call-ID: c1
      CSeq: 1 INVITE
      Contact: <sip:alice@phone>
      Content-Length: 0

      """;
  private static final Refusal BAD = new Refusal(400, "Bad Request");

  private final StatelessReplies replies = new StatelessReplies();

  @Test
  void repeatedRequestGetsTheSameTagAndAnotherOneAnother() throws Exception {
    assertThat(tag(INVITE)).isEqualTo(tag(INVITE));
    assertThat(tag(INVITE)).isNotEqualTo(tag(INVITE.replace("z9hG4bK1", "z9hG4bK2")));
    assertThat(tag(INVITE)).isNotEqualTo(tag(INVITE.replace("Call-ID: c1", "Call-ID: c2")));
  }

  @Test
  void tagsCannotBeForetold() throws Exception {
    var others = new StatelessReplies().to(request(INVITE), BAD).orElseThrow();

    assertThat(others.to().tag()).isNotEqualTo(Optional.of(tag(INVITE)));
  }

  @Test
  void ackForAReplyIsKnown() throws Exception {
    assertThat(replies.isAcknowledgedBy(ack(tag(INVITE)))).isTrue();
    assertThat(replies.isAcknowledgedBy(ack("door-0011223344556677"))).isFalse();
    assertThat(replies.isAcknowledgedBy(ack("another"))).isFalse();
    assertThat(replies.isAcknowledgedBy(request(INVITE))).isFalse();
  }

  @Test
  void ackAndWhatNobodyCouldMatchAreNotAnswered() throws Exception {
    assertThat(replies.to(ack("x"), BAD)).isEmpty();
    assertThat(replies.to(request(INVITE.replaceFirst("Via.*\n", "")), BAD)).isEmpty();
    assertThat(replies.to(request(INVITE.replaceFirst("CSeq.*\n", "")), BAD)).isEmpty();
  }

  @Test
  void requestWithoutToIsAnsweredToo() throws Exception {
    assertThat(replies.to(request(INVITE.replaceFirst("To.*\n", "")), BAD))
        .map(SipResponse::startLine)
        .hasValue("SIP/2.0 400 Bad Request");
  }

  @Test
  void unknownMethodsAreToldTheKnownOnes() throws Exception {
    var answer = replies.to(request(INVITE), new Refusal(501, "Not Implemented")).orElseThrow();

    assertThat(answer.headers().lists("Allow", "INVITE")).isTrue();
  }

  private String tag(String invite) throws SipParseException {
    return replies.to(request(invite), BAD).flatMap(reply -> reply.to().tag()).orElseThrow();
  }

  private static SipRequest ack(String tag) throws SipParseException {
    return request(
        INVITE
            .replace("INVITE", "ACK")
            .replace("To: <sip:bob@hub.example>", "To: <sip:bob@hub.example>;tag=" + tag));
  }

  private static SipRequest request(String text) throws SipParseException {
    byte[] wire = text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    return (SipRequest) SipParser.parse(wire);
  }
}
