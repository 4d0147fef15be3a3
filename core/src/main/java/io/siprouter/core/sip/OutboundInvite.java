package io.siprouter.core.sip;

import io.siprouter.sip.message.Header;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call to make. Call-ID, CSeq, Via and tags are the agent's.
 *
 * @param from without a tag
 * @param to without a tag
 * @param contact our Contact; its host and port are also the Via's sent-by
 * @param sdp our offer
 * @param extraHeaders as they go on the wire, kept by a retry after a challenge
 * @param credentials answers a challenge in the whole dialog
 */
public record OutboundInvite(
    SipUri requestUri,
    NameAddr from,
    NameAddr to,
    SipUri contact,
    Destination destination,
    String sdp,
    List<Header> extraHeaders,
    @Nullable SipCredentials credentials) {

  public OutboundInvite {
    extraHeaders = List.copyOf(extraHeaders);
  }
}
