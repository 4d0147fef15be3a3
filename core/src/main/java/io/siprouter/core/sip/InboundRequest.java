package io.siprouter.core.sip;

import io.siprouter.sip.message.SipResponse;

/** A request that waits for its one final response. Any thread. */
public interface InboundRequest {

  /**
   * Answers, exactly once: later answers are dropped. A missing To tag is added, and in a dialog a
   * missing Contact where the method needs one.
   *
   * @param response built with {@code SipResponse.responseTo(request, status)}
   */
  void reply(SipResponse response);
}
