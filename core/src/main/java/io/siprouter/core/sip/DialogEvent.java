package io.siprouter.core.sip;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.util.Optional;

/** What happens in a call's dialog. */
public sealed interface DialogEvent {

  /** Outbound: a response of [100..199]. */
  record Provisional(SipResponse response, Optional<String> sdp) implements DialogEvent {}

  /** Outbound: the peer took the call; waits for {@link OutboundDialog#ack}. */
  record Answered(SipResponse response, Optional<String> sdp) implements DialogEvent {}

  /** Outbound: the peer's final refusal, after a challenge was answered. Ends the dialog. */
  record Refused(SipResponse response) implements DialogEvent {}

  /** Outbound: no final response. Ends the dialog. */
  record Failed(Failure failure, String detail) implements DialogEvent {}

  /** Inbound: our answer arrived, also that to a re-INVITE; with SDP if that had no offer. */
  record Acknowledged(Optional<String> sdp) implements DialogEvent {}

  /** Our answer was not acknowledged within 64*T1; the call is to be hung up. */
  record AckTimeout() implements DialogEvent {}

  /** Inbound: the caller gave up; waits for {@link InboundDialog#reject} with 487. */
  record Cancelled(Optional<String> reasonHeader) implements DialogEvent {}

  /** The peer hung up; answered already. Ends the dialog. */
  record Bye(SipRequest request) implements DialogEvent {}

  /** The peer offers new media, or asks for our offer. */
  record Reinvite(InboundRequest exchange, SipRequest request, Optional<String> sdp)
      implements DialogEvent {}

  /** Inbound: what we said before the answer was not acknowledged in time; to be refused. */
  record PrackTimeout() implements DialogEvent {}

  /** The peer offers new media in an UPDATE or a PRACK, before or after the answer. RFC 3311. */
  record Updated(InboundRequest exchange, SipRequest request, String sdp) implements DialogEvent {}

  /** An INFO in the dialog. */
  record Request(InboundRequest exchange, SipRequest request) implements DialogEvent {}

  /** The peer took our re-INVITE; acknowledged already. */
  record ReinviteAnswered(String sdp) implements DialogEvent {}

  /** Our re-INVITE came to nothing; the call goes on as before. */
  record ReinviteRefused(int status) implements DialogEvent {}

  /**
   * What we have is to be offered by {@link InviteDialog#refresh}, perhaps again after an offer of
   * the peer's was in the way.
   */
  record ReofferDue() implements DialogEvent {}

  /**
   * Nobody refreshed the session in time, or the peer did not answer; to be hung up. RFC 4028 §10.
   */
  record SessionExpired() implements DialogEvent {}

  /** The peer does not know the call any more; to be hung up. RFC 3261 §12.2.1.2. */
  record Forgotten() implements DialogEvent {}
}
