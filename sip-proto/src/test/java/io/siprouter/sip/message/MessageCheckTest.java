package io.siprouter.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each refused case is a good INVITE with one line spoilt; names in front are those of RFC 4475.
 */
class MessageCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "badaspec | To: .* | To: \"Watson\" < sip:t.watson@example.org > | 400 | Malformed To",
        "baddn | To: .* | To: Bell, Alexander <sip:a@example.com> | 400 | Malformed To",
        "quotbal | To: .* | To: \"Mr. J. User <sip:j.user@example.com> | 400 | Malformed To",
        "ltgtruri | sip:bob@biloxi.example.com SIP | <sip:b@c.d> SIP | 400 | Malformed Request-URI",
        "lwsruri | biloxi.example.com SIP | b.c; lr SIP | 400 | Malformed Request-URI",
        "lwsstart | INVITE sip:bob | INVITE  sip:bob | 400 | Malformed Request-URI",
        "trws | SIP/2.0\\n | SIP/2.0  \\n | 400 | Malformed start line",
        "escruri | biloxi.example.com SIP | b.c?Route=%3Csip:d%3E SIP | 400 | Headers in",
        "baddate | Max-F | Date: Fri, 01 Jan 2010 16:00:00 EST\\nMax-F | 400 | Malformed Date",
        "badbranch | z9hG4bKnashds8 | z9hG4bK | 400 | Malformed Via branch",
        "inv2543 | ;branch=z9hG4bKnashds8;rport | | 400 | Missing Via branch",
        "inv2543 | ;tag=1928301774 | | 400 | Missing From tag",
        "regbadct | Contact: .* | Contact: sip:a@b?Route=%3Csip:c%3E | 400 | Malformed Contact",
        "badinv01 | rport | rport;;,;,, | 400 | Malformed Via",
        "two tags | ;tag=1928301774 | ;tag=1;TAG=2 | 400 | Malformed From",
        "empty list | Contact: .* | Contact: , | 400 | Empty Contact",
        "wildcard route | Max-F | Route: *\\nMax-F | 400 | Malformed Route",
        "space in Call-ID | Call-ID: | Call-ID: x | 400 | Malformed Call-ID",
        "badvers | SIP/2.0\\n | SIP/7.0\\n | 505 | Version Not Supported",
        "unkscm | sip:bob@biloxi.example.com SIP | nobody:x SIP | 416 | Unsupported URI Scheme",
        "insuf | Call-ID: .*\\n | | 400 | Missing Call-ID",
        "insuf | CSeq: .*\\n | | 400 | Missing CSeq",
        "insuf | Via: .*\\n | | 400 | Missing Via",
        "no way back | Contact: .*\\n | | 400 | Missing Contact",
        "multi01 | CSeq: | CSeq: 5 INVITE\\nCSeq: | 400 | Duplicate CSeq",
        "multi01 | CSeq: | t: <sip:other@b>\\nCSeq: | 400 | Duplicate To",
        "multi01 | CSeq: | f: <sip:other@b>;tag=1\\nCSeq: | 400 | Duplicate From",
        "multi01 | CSeq: | i: other\\nCSeq: | 400 | Duplicate Call-ID",
        "multi01 | CSeq: | Max-Forwards: 5\\nCSeq: | 400 | Duplicate Max-Forwards",
        "mcl01 | CSeq: | Content-Length: 6\\nCSeq: | 400 | Contradictory Content-Length",
        "clerr | Length: 5 | Length: 9999 | 400 | Content-Length is",
        "ncl | Length: 5 | Length: -999 | 400 | Content-Length is",
        "scalar02 | 314159 | 36893488147419103232 | 400 | Malformed CSeq",
        "scalar02 | Forwards: 70 | Forwards: 300 | 400 | Malformed Max-Forwards",
        "mismatch01 | 314159 INVITE | 8 OPTIONS | 400 | CSeq names another method",
        "mismatch02 | INVITE sip | NEWMETHOD sip | 501 | Not Implemented",
        "bounds | Max-F | Via: SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a,"
            + " SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a,"
            + " SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a,"
            + " SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a, SIP/2.0/UDP a,"
            + " SIP/2.0/UDP a\\n"
            + "Max-F | 400 | Too many Via"
      })
  void refusesWhatRfc4475WantsRefused(
      String name, String find, String replacement, int status, String reason)
      throws SipParseException {
    String text = replacement == null ? "" : replacement.replace("\\n", "\n");

    SipMessage message = Wire.message(Wire.INVITE.replaceFirst(find, text));

    assertThat(MessageCheck.check(message))
        .as(name)
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).startsWith(reason);
              assertThat(refusal.status()).isEqualTo(status);
            });
  }

  @Test
  void validMessagePassesAndSoDoesItsCanonicalForm() throws SipParseException {
    SipMessage message = Wire.message(Wire.INVITE);

    assertThat(MessageCheck.check(message)).isEmpty();
    assertThat(MessageCheck.check(SipParser.parse(message.toCanonicalBytes()))).isEmpty();
    assertThat(message.toBytes()).isEqualTo(Wire.bytes(Wire.INVITE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "escnull | bob@biloxi | null-%00-null@biloxi",
        "esc02 | Contact: .* | Contact: <sip:%72%65sip@b.c>;%ZZ=1",
        "lwsdisp | From: \"Alice\" < | From: caller<",
        "semiuri | bob@biloxi.example.com SIP | user;par=u%40example.net@b.c SIP",
        "transports | z9hG4bKnashds8 | z9hG4bKkdjuw\\nv: SIP/2.0/UNKNOWN t5.e.com;branch=z9hG4bK1",
        "unksm2 | To: .* | To: <isbn:2983792873>",
        "sipuser in tel | To: .* | To: <tel:+49-30-1234;phone-context=x>",
        "cparam01 | Contact: .* | Contact: sip:+19725552222@gw1.example.net;unknownparam",
        "regescrt | Contact: .* | Contact: <sip:user@example.com?Route=%3Csip:s.e.com%3E>",
        "zeromf | Forwards: 70 | Forwards: 0",
        "wildcard | Contact: .* | Contact: *",
        "no Max-Forwards | Max-Forwards: 70\\n | ",
        "repeated equal length | CSeq: | l: 5\\nCSeq:",
        "date | CSeq: | Date: Sat, 13 Nov 2010 23:29:00 GMT\\nCSeq:"
      })
  void takesWhatIsUnusualButValid(String name, String find, String replacement)
      throws SipParseException {
    String text = replacement == null ? "" : replacement.replace("\\n", "\n");

    SipMessage message = Wire.message(Wire.INVITE.replaceFirst(find, text));

    assertThat(MessageCheck.check(message)).as(name).isEmpty();
  }

  @Test
  void responsesAreCheckedToo() throws SipParseException {
    String response = Wire.INVITE.replaceFirst(".*\n", "SIP/2.0 200 OK\n");

    assertThat(MessageCheck.check(Wire.message(response))).isEmpty();
    assertThat(MessageCheck.check(Wire.message(response.replaceFirst("CSeq.*\n", "")))).isPresent();
    assertThat(
            MessageCheck.check(Wire.message(response.replaceFirst("Max", "v: SIP/2.0/UDP x\nMax"))))
        .isPresent();
  }

  @Test
  void refusedRequestCanStillBeAnswered() throws SipParseException {
    SipRequest request = Wire.request(Wire.INVITE.replace("From: ", "X-From: "));

    SipResponse answer = SipResponse.responseTo(request, 400).toTag("x").build();

    assertThat(answer.headers().all("Via")).isEqualTo(request.headers().all("Via"));
    assertThat(answer.startLine()).isEqualTo("SIP/2.0 400 Bad Request");
  }

  @Test
  void reasonNeverRepeatsTheSendersText() throws SipParseException {
    SipMessage message = Wire.message(Wire.INVITE.replaceFirst("To: .*", "To: <script>secret"));

    assertThat(MessageCheck.check(message).orElseThrow().reason()).doesNotContain("script");
  }

  @Test
  void refusesALongRequestUri() throws SipParseException {
    var most = "sip:" + "b".repeat(1_018) + "@b";

    assertThat(MessageCheck.check(Wire.message(requestOf(most)))).isEmpty();
    assertThat(MessageCheck.check(Wire.message(requestOf(most + "b"))))
        .contains(new Refusal(414, "Request-URI Too Long"));
  }

  private static String requestOf(String uri) {
    return Wire.INVITE.replaceFirst("sip:bob@biloxi.example.com", uri);
  }
}
