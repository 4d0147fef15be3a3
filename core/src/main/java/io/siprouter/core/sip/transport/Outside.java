package io.siprouter.core.sip.transport;

import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipRequest;

/** Takes the answers that no transaction gives. Any thread. */
interface Outside {

  /**
   * Answers and forgets. An ACK is never answered.
   *
   * @param request with its origin in the topmost Via, as far as that can be read
   */
  void answer(SipRequest request, SipFlow flow, Refusal answer);

  /** Whether this acknowledges such an answer, and so is of no interest to anybody. */
  boolean isAcknowledgedBy(SipRequest request);

  /**
   * Answers a datagram that is not SIP.
   *
   * @param stun goes to where that came from
   */
  void answer(byte[] stun, SipFlow flow);
}
