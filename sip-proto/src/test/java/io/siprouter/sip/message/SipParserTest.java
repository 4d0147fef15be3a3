package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siprouter.sip.SipParseException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipParserTest {

  @Test
  void untouchedMessageGivesBackItsBytes() throws SipParseException {
    byte[] wire = Wire.bytes(Wire.INVITE.replace("Via: ", "v  :   ").replace("To: ", "TO:\n\t"));

    SipMessage message = SipParser.parse(wire);

    assertThat(message.toBytes()).isEqualTo(wire);
    assertThat(message.to().displayName()).isEqualTo("Bob");
  }

  @Test
  void readsAllPartsOfARequest() throws SipParseException {
    SipRequest invite = Wire.request(Wire.INVITE);

    assertThat(invite.method()).isEqualTo("INVITE");
    assertThat(invite.requestUri()).hasToString("sip:bob@biloxi.example.com");
    assertThat(invite.callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.example.com");
    assertThat(invite.cSeq()).isEqualTo(new CSeq(314159, "INVITE"));
    assertThat(invite.from().tag()).hasValue("1928301774");
    assertThat(invite.topVia().wantsRport()).isTrue();
    assertThat(invite.topVia().rport()).isEmpty();
    assertThat(invite.maxForwards()).hasValue(70);
    assertThat(invite.contentType()).hasValue("application/sdp");
    assertThat(invite.bodyText()).isEqualTo("v=0\r\n");
    assertThat(invite.expires()).isEmpty();
  }

  @Test
  void readsAStatusLineWithoutReason() throws SipParseException {
    var message = Wire.message(Wire.INVITE.replaceFirst(".*\n", "SIP/2.0 183 \n"));

    assertThat(message).isInstanceOf(SipResponse.class);
    assertThat(((SipResponse) message).status()).isEqualTo(183);
    assertThat(((SipResponse) message).reason()).isEmpty();
  }

  @Test
  void leavesOutLineBreaksBeforeAndBytesBehindTheMessage() throws SipParseException {
    byte[] padded = Wire.bytes("\n\n" + Wire.INVITE + "INVITE sip:other SIP/2.0\n");

    assertThat(SipParser.parse(padded).toBytes()).isEqualTo(Wire.bytes(Wire.INVITE));
  }

  @Test
  void foldedLinesBecomeOneSpace() throws SipParseException {
    var message = Wire.message(Wire.INVITE.replace("To: ", "Subject:\n  I know\n \n\t you\nTo: "));

    assertThat(message.headers().first("s")).hasValue("I know you");
  }

  @Test
  void displayNameInLatin1IsReadAndPassedOnAsUtf8() throws SipParseException {
    String text = Wire.INVITE.replace("\"Alice\"", "\"J\u00fcrgen\"").replace("\n", "\r\n");
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);

    SipMessage message = SipParser.parse(latin);

    assertThat(message.from().displayName()).isEqualTo("J\u00fcrgen");
    assertThat(message.toBytes()).isEqualTo(latin);
    assertThat(SipParser.parse(message.toCanonicalBytes()).from()).isEqualTo(message.from());
  }

  @Test
  void canonicalFormIsTheSameHoweverTheSenderSpelledIt() throws SipParseException {
    SipMessage plain = Wire.message(Wire.INVITE);
    SipMessage odd =
        Wire.message(
            Wire.INVITE
                .replace("Via: SIP/2.0/UDP ", "v:SIP / 2.0\n /UDP   ")
                .replace("Content-Length: 5", "l:  005")
                .replace("From: \"Alice\" <", "f: Alice<")
                .replace(";tag=", " ; tag = ")
                .replace("CSeq: ", "cseq:\t")
                .replace(
                    "Contact: <sip:alice@pc33.atlanta.example.com>",
                    "m: " + "sip:alice@pc33.atlanta.example.com"));

    assertThat(text(odd)).isEqualTo(text(plain));
    assertThat(SipParser.parse(plain.toCanonicalBytes()).toCanonicalBytes())
        .isEqualTo(plain.toCanonicalBytes());
  }

  private static String text(SipMessage message) {
    return new String(message.toCanonicalBytes(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INVITE sip:bob@b SIP/2.0\r\nVia: x",
        "INVITE sip:bob@b SIP/2.0\r\nVia x\r\n\r\n",
        "INVITE sip:bob@b SIP/2.0\r\nVi a: x\r\n\r\n",
        "INVITE sip:bob@b SIP/2.0\r\n: x\r\n\r\n",
        "INVITE sip:bob@b SIP/2.0\r\n folded: x\r\n\r\n",
        "INVITE sip:bob@b SIP/2.0\r\nVia: x\nTo: y\r\n\r\n",
        "INVITE sip:bob@b SIP/2.0\r\nVia: x\rTo: y\r\n\r\n",
        "INVITE sip:bob@b\r\nVia: x\r\n\r\n",
        "INVITE SIP/2.0\r\nVia: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "SIP/2.0 4294967301 OK\r\nVia: x\r\n\r\n",
        "SIP/2.0 099 OK\r\nVia: x\r\n\r\n",
        "SIP/2.0 700 OK\r\nVia: x\r\n\r\n",
        "SIP/2.0\r\nVia: x\r\n\r\n",
        "\r\n\r\n",
        ""
      })
  void whatHasNotTheShapeOfAMessageIsRefused(String text) {
    byte[] wire = text.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> SipParser.parse(wire)).isInstanceOf(SipParseException.class);
  }

  @Test
  void limitsHoldForHeadLinesHeadersAndBody() {
    var limits = new SipLimits(Wire.bytes(Wire.INVITE).length - 1, 999, 100, 10);
    String tooLong = Wire.INVITE.replace("To: ", "To: " + "B".repeat(100));
    String tooMany = Wire.INVITE.replace("To: ", "Allow: x\n".repeat(5) + "To: ");
    String tooLarge = Wire.INVITE.replace("To: ", "X: " + "x\nX: ".repeat(99) + "\nTo: ");

    assertThatThrownBy(() -> parse(tooLong, limits)).hasMessageContaining("Header too long");
    assertThatThrownBy(() -> parse(tooMany, limits)).hasMessageContaining("Too many headers");
    assertThatThrownBy(() -> parse(tooLarge, limits)).hasMessageContaining("Headers too large");
    assertThatThrownBy(() -> parse(Wire.INVITE, limits)).hasMessageContaining("Message too large");
  }

  private static SipMessage parse(String text, SipLimits limits) throws SipParseException {
    byte[] wire = Wire.bytes(text);
    return SipParser.parse(wire, 0, wire.length, limits);
  }

  @Test
  void changingTheBytesHandedInOrOutDoesNotChangeTheMessage() throws SipParseException {
    byte[] wire = Wire.bytes(Wire.INVITE);
    SipMessage message = SipParser.parse(wire);

    Arrays.fill(wire, (byte) 'x');
    Arrays.fill(message.toBytes(), (byte) 'x');
    Arrays.fill(message.body(), (byte) 'x');

    assertThat(message.toBytes()).isEqualTo(Wire.bytes(Wire.INVITE));
    assertThat(message.bodyText()).isEqualTo("v=0\r\n");
  }
}
