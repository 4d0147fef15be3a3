package io.siprouter.core.sip;

import io.siprouter.sip.message.SipRequest;

/**
 * Writes into requests of ours before their transactions exist, so that repetitions and answers to
 * challenges say the same. Any thread.
 */
@FunctionalInterface
public interface RequestFilter {

  /** Changes nothing. */
  RequestFilter NONE = request -> request;

  /** The request as it is to be sent. */
  SipRequest apply(SipRequest request);

  /** The request as it would be sent now, without any effect on later ones. */
  default SipRequest preview(SipRequest request) {
    return apply(request);
  }
}
