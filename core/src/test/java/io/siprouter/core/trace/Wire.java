package io.siprouter.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.sip.transport.SipTransport;
import java.net.InetSocketAddress;

/** Messages as they come along. */
final class Wire {
  static final InetSocketAddress HUB = new InetSocketAddress("192.0.2.1", 5060);
  static final InetSocketAddress ALICE = new InetSocketAddress("192.0.2.101", 5062);
  static final InetSocketAddress BOB = new InetSocketAddress("192.0.2.102", 5064);

  private Wire() {}

  static SipFlow with(InetSocketAddress peer) {
    return new SipFlow(SipTransport.UDP, HUB, peer);
  }

  static byte[] request(String method, String callId) {
    return request(method, callId, "");
  }

  /**
   * @param more header lines, each with its line feed
   */
  static byte[] request(String method, String callId, String more) {
    return """
    %1$s sip:102@192.0.2.1 SIP/2.0
    Via: SIP/2.0/UDP 192.0.2.101:5062;branch=z9hG4bK%2$s
    From: <sip:101@192.0.2.1>;tag=a
    To: <sip:102@192.0.2.1>
    Call-ID: %2$s
    CSeq: 1 %1$s
    Max-Forwards: 70
    %3$sContent-Length: 0

    """
        .formatted(method, callId, more)
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  static byte[] response(String status, String method, String callId) {
    return """
    SIP/2.0 %1$s
    Via: SIP/2.0/UDP 192.0.2.101:5062;branch=z9hG4bK%3$s
    From: <sip:101@192.0.2.1>;tag=a
    To: <sip:102@192.0.2.1>;tag=b
    Call-ID: %3$s
    CSeq: 1 %2$s
    Content-Length: 0

    """
        .formatted(status, method, callId)
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }
}
