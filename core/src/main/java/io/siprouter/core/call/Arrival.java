package io.siprouter.core.call;

import io.siprouter.config.Provider;
import io.siprouter.core.leg.LegPeer;
import io.siprouter.core.sip.DialogTerms;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An INVITE whose sender is known and may call.
 *
 * @param party who calls
 * @param dialled the number called, as dialled
 * @param normalised its worldwide form, for want of one as dialled
 * @param contact how the caller reaches us; its host is also what media advertise
 * @param codecs what to negotiate with the caller, best first
 * @param plan what is to happen, asked for once on the call's loop
 * @param provider who brings the call; empty for one of ours
 * @param emergency whether no limit may stand in its way
 * @param terms what we ask of the caller's dialog
 */
record Arrival(
    InboundDialog dialog,
    SipRequest request,
    SipFlow flow,
    LegPeer peer,
    CallSource source,
    Party party,
    String dialled,
    String normalised,
    SipUri contact,
    List<Codec> codecs,
    Supplier<CallPlan> plan,
    Optional<Provider> provider,
    boolean emergency,
    DialogTerms terms) {

  /** What a request starts with, RFC 3261 §8.1.1.6. */
  static final int MOST_HOPS = 70;

  /** How many hops what we send on may take, so that a loop through us ends [0..254]. */
  int hopsLeft() {
    return Math.max(0, request.maxForwards().orElse(MOST_HOPS) - 1);
  }
}
