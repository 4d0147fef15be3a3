package io.siprouter.bench;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.SipParser;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An INVITE as a phone sends it, from bytes to a message and back. */
@State(Scope.Thread)
public class SipParserBench {
  private static final String SDP =
      """
      v=0
      o=- 20518 0 IN IP4 192.0.2.20
      s=-
      c=IN IP4 192.0.2.20
      t=0 0
      m=audio 30000 RTP/AVP 9 8 0 101
      a=rtpmap:101 telephone-event/8000
      a=fmtp:101 0-15
      a=ptime:20
      a=sendrecv
      """;

  private static final String HEAD =
      """
      INVITE sip:bob@hub.example.net SIP/2.0
      Via: SIP/2.0/UDP 192.0.2.20:5060;branch=z9hG4bK776asdhds;rport
      Max-Forwards: 70
      From: "Alice" <sip:alice@hub.example.net>;tag=1928301774
      To: <sip:bob@hub.example.net>
      Call-ID: a84b4c76e66710@192.0.2.20
      CSeq: 314159 INVITE
      Contact: <sip:alice@192.0.2.20:5060>
      Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE
      Supported: replaces, timer
      User-Agent: Example Phone 1.0
      Content-Type: application/sdp
      """;

  private static final byte[] INVITE = invite();

  @Benchmark
  public SipMessage parse() throws SipParseException {
    return SipParser.parse(INVITE);
  }

  @Benchmark
  public byte[] parseAndFormat() throws SipParseException {
    return SipParser.parse(INVITE).toCanonicalBytes();
  }

  private static byte[] invite() {
    var sdp = SDP.replace("\n", "\r\n");
    var head = (HEAD + "Content-Length: " + sdp.length() + "\n\n").replace("\n", "\r\n");
    return (head + sdp).getBytes(StandardCharsets.US_ASCII);
  }
}
