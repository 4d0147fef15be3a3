package io.siprouter.sip.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.uri.SipUri;
import org.junit.jupiter.api.Test;

class SipParserTest {
  private static final String INVITE =
      """
      INVITE sip:bob@biloxi.example.com SIP/2.0
      Via: SIP/2.0/TCP client.atlanta.example.com:5060;branch=z9hG4bK74bf9
      Max-Forwards: 70
      f: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl
      To: Bob <sip:bob@biloxi.example.com>
      i: 3848276298220188511@atlanta.example.com
      CSeq: 1 INVITE
      m: <sip:alice@client.atlanta.example.com;transport=tcp>
      l: 4

      v=0
      """
          .stripIndent()
          .replace("\n", "\r\n");

  @Test
  void untouchedMessageGivesBackItsBytes() throws Exception {
    byte[] wire = INVITE.substring(0, INVITE.length() - 1).getBytes(UTF_8);

    assertThat(SipParser.parse(wire).toBytes()).isEqualTo(wire);
  }

  @Test
  void compactFormsAreFoundByTheirLongNames() throws SipParseException {
    SipMessage message = SipParser.parse(INVITE.getBytes(UTF_8));

    assertThat(MessageCheck.check(message)).isEmpty();
    assertThat(message.from().tag()).hasValue("9fxced76sl");
    assertThat(message.from().displayName()).isEqualTo("Alice");
    assertThat(message.callId()).isEqualTo("3848276298220188511@atlanta.example.com");
    assertThat(message.contact().flatMap(c -> c.sipUri()).flatMap(SipUri::user)).hasValue("alice");
    assertThat(message.topVia().branch()).hasValue("z9hG4bK74bf9");
  }
}
