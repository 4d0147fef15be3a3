package io.siprouter.sip.message;

import io.siprouter.sip.SipParseException;
import java.nio.charset.StandardCharsets;

/** Text blocks as they look on the wire. */
final class Wire {
  /** An ordinary request in the manner of RFC 3261 §24.2, to be spoilt by tests. */
  static final String INVITE =
      """
      INVITE sip:bob@biloxi.example.com SIP/2.0
      Via: SIP/2.0/UDP pc33.atlanta.example.com:5060;branch=z9hG4bKnashds8;rport
      Max-Forwards: 70
      To: Bob <sip:bob@biloxi.example.com>
      From: "Alice" <sip:alice@atlanta.example.com>;tag=1928301774
      Call-ID: a84b4c76e66710@pc33.atlanta.example.com
      CSeq: 314159 INVITE
      Contact: <sip:alice@pc33.atlanta.example.com>
      Content-Type: application/sdp
      Content-Length: 5

      v=0
      """;

  private Wire() {}

  /** The text with CRLF as line break. */
  static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static SipMessage message(String text) throws SipParseException {
    return SipParser.parse(bytes(text));
  }

  static SipRequest request(String text) throws SipParseException {
    return (SipRequest) message(text);
  }
}
