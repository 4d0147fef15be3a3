package io.siprouter.core.sip;

import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.sip.message.SipResponse;

/** How a request outside of a dialog ended. */
public sealed interface ExchangeEvent {

  /**
   * The final response, after a challenge was answered. Its CSeq is the last one used; received and
   * rport of its topmost Via are how the peer sees us.
   */
  record Final(SipResponse response, SipFlow flow) implements ExchangeEvent {}

  record Failed(Failure failure, String detail) implements ExchangeEvent {}
}
