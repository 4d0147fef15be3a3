package io.siprouter.core.call;

import io.siprouter.core.auth.TestPhone;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipRequest;

/** SIP requests and session descriptions as phones send them. */
final class Requests {

  static final String PCMU_SDP = sdp("0", "a=rtpmap:0 PCMU/8000");
  static final String G722_SDP = sdp("9", "a=rtpmap:9 G722/8000");
  static final String G729_SDP = sdp("18", "a=rtpmap:18 G729/8000");

  /** Takes digits as telephone-event, too. */
  static final String WITH_KEYS_SDP =
      sdp("0 101", "a=rtpmap:0 PCMU/8000\na=rtpmap:101 telephone-event/8000");

  static final SipFlow FLOW = TestPhone.flow("127.0.0.1", 40_000);

  private Requests() {}

  static String sdp(String payloadType, String rtpmap) {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    c=IN IP4 127.0.0.1
    t=0 0
    m=audio 40002 RTP/AVP %s
    %s
    """
        .formatted(payloadType, rtpmap)
        .replace("\n", "\r\n");
  }

  /** Some request to answer or to have received. */
  static SipRequest any() {
    return TestPhone.invite("101", "102").build();
  }

  /**
   * @param sdp empty for an INVITE without offer
   */
  static SipRequest invite(String number, String sdp) {
    return sdp.isEmpty()
        ? TestPhone.invite("101", number).build()
        : TestPhone.invite("101", number).body("application/sdp", sdp).build();
  }
}
