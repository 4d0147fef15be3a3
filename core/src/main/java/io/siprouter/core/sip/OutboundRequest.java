package io.siprouter.core.sip;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.SipUri;
import org.jspecify.annotations.Nullable;

/**
 * A request outside of any dialog.
 *
 * @param request with From, To, Call-ID and CSeq; the agent adds Via, and Max-Forwards, a From tag
 *     and Contact where missing. An answered challenge raises the CSeq by one.
 * @param contact what is reachable at us; its host and port are also the Via's sent-by
 */
public record OutboundRequest(
    SipRequest request,
    SipUri contact,
    Destination destination,
    @Nullable SipCredentials credentials) {}
