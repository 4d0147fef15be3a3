package io.siprouter.core.sip.jain;

import gov.nist.javax.sip.message.SIPMessage;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.Via;
import java.text.ParseException;

/**
 * The branch under which JAIN-SIP knows the transaction of a peer's request. JAIN-SIP compares
 * branches alone, which two peers may choose alike, and an old peer needs none of its own: the
 * sent-by and the Call-ID become part of it, so that all of a transaction runs on one lane. RFC
 * 3261 §17.2.3.
 */
final class InboundKey {

  private InboundKey() {}

  /** The branch of a request, or of the response to it. */
  static String branch(SipMessage message) {
    var via = message.topVia();
    var sentBy = via.host() + ':' + via.port().orElse(0);
    return Via.MAGIC_COOKIE + via.branch().orElse("") + ' ' + sentBy + ' ' + message.callId();
  }

  /** Lets JAIN-SIP see it instead of what was or will be sent. */
  static void into(SIPMessage made, SipMessage message) throws ParseException {
    made.getTopmostVia().setParameter("branch", branch(message));
  }
}
