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
 * @param maxForwards hops the INVITE may take [0..255]
 * @param terms what we ask of the dialog, and take from it
 * @param filter writes into every request of the dialog
 */
public record OutboundInvite(
    SipUri requestUri,
    NameAddr from,
    NameAddr to,
    SipUri contact,
    Destination destination,
    String sdp,
    List<Header> extraHeaders,
    @Nullable SipCredentials credentials,
    int maxForwards,
    DialogTerms terms,
    RequestFilter filter) {
  private static final int DEFAULT_MAX_FORWARDS = 70;
  private static final int LARGEST_MAX_FORWARDS = 255;

  public OutboundInvite {
    if (maxForwards < 0 || maxForwards > LARGEST_MAX_FORWARDS) {
      throw new IllegalArgumentException("maxForwards " + maxForwards);
    }
    extraHeaders = List.copyOf(extraHeaders);
  }

  /** A plain call that no other call led to. RFC 3261 §8.1.1.6. */
  public OutboundInvite(
      SipUri requestUri,
      NameAddr from,
      NameAddr to,
      SipUri contact,
      Destination destination,
      String sdp,
      List<Header> extraHeaders,
      @Nullable SipCredentials credentials) {
    this(
        requestUri,
        from,
        to,
        contact,
        destination,
        sdp,
        extraHeaders,
        credentials,
        DEFAULT_MAX_FORWARDS,
        DialogTerms.PLAIN,
        RequestFilter.NONE);
  }

  /** The same call with other headers. */
  public OutboundInvite writing(RequestFilter other) {
    return new OutboundInvite(
        requestUri,
        from,
        to,
        contact,
        destination,
        sdp,
        extraHeaders,
        credentials,
        maxForwards,
        terms,
        other);
  }

  /** The same call on another way, along which we may be elsewhere. */
  public OutboundInvite through(SipUri ownContact, Destination way, String offer) {
    return new OutboundInvite(
        requestUri,
        from,
        to,
        ownContact,
        way,
        offer,
        extraHeaders,
        credentials,
        maxForwards,
        terms,
        filter);
  }
}
