package io.siprouter.core.leg;

import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Overlap;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a peer offers, or asks us to offer, in the dialog of its leg. On the call's loop. RFC 3261
 * §14.2, RFC 3311 §5.2.
 */
final class PeerOffers {

  private final Negotiation negotiation;
  private final SipUri contact;
  private DialogEvent.@Nullable Reinvite pending;

  PeerOffers(Negotiation negotiation, SipUri contact) {
    this.negotiation = negotiation;
    this.contact = contact;
  }

  /** A re-INVITE has come, which waits for {@link #answer} or {@link #refuse}. */
  void asked(DialogEvent.Reinvite reinvite) {
    pending = reinvite;
  }

  /** Takes the offer of the re-INVITE, or makes one where it has none. */
  void answer() {
    if (pending == null) {
      return;
    }
    var verdict = pending.sdp().map(negotiation::offered).orElse(OfferVerdict.TAKEN);
    if (verdict == OfferVerdict.TAKEN) {
      accept(pending);
    } else {
      reply(pending, verdict.status(), Optional.empty());
    }
  }

  private void accept(DialogEvent.Reinvite reinvite) {
    var sdp =
        reinvite.sdp().isPresent() ? Optional.of(negotiation.description()) : negotiation.reoffer();
    reply(reinvite, sdp.isPresent() ? 200 : OfferVerdict.CROSSING.status(), sdp);
  }

  void refuse() {
    if (pending != null) {
      reply(pending, 491, Optional.empty());
    }
  }

  private void reply(DialogEvent.Reinvite reinvite, int status, Optional<String> sdp) {
    var response = SipResponse.responseTo(reinvite.request(), status);
    response.header("Contact", "<" + contact + ">");
    sdp.ifPresent(text -> response.body(SipAbilities.SDP, text));
    pending = null;
    reinvite.exchange().reply(response.build());
  }

  /**
   * Takes the offer of an UPDATE whatever the leg's state: what was offered before decides.
   *
   * @param over whether the leg has ended
   */
  void updated(DialogEvent.Updated update, boolean over) {
    var response =
        over
            ? SipResponse.responseTo(update.request(), 481)
            : answerTo(update.request(), update.sdp());
    update.exchange().reply(response.build());
  }

  private SipResponse.Builder answerTo(SipRequest update, String offer) {
    var verdict = negotiation.offered(offer);
    var response = SipResponse.responseTo(update, verdict.status());
    switch (verdict) {
      case TAKEN -> response.body(SipAbilities.SDP, negotiation.description());
      case TOO_EARLY -> response.addHeaders(List.of(Overlap.retryAfter()));
      case UNUSABLE, CROSSING -> {}
    }
    return response;
  }
}
