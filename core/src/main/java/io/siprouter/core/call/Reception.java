package io.siprouter.core.call;

import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegHub;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegLoop;
import io.siprouter.core.leg.LegMedia;
import io.siprouter.core.leg.MediaPlace;
import io.siprouter.core.leg.MediaPlane;
import io.siprouter.core.leg.SipLeg;
import io.siprouter.sip.message.SipRequest;

/** Takes callers in: opens media, takes the offer, hands both to a new leg. Any call's loop. */
final class Reception {

  /** What became of a caller. */
  sealed interface Welcome {}

  record TakenIn(SipLeg leg) implements Welcome {}

  record TurnedAway(LegEnd end) implements Welcome {}

  private static final LegEnd NO_PORT = LegEnd.refused(503, "No RTP Port Free");
  private static final LegEnd NO_MEDIA = LegEnd.refused(488, "Not Acceptable Here");

  private final MediaPlane plane;
  private final OwnAddresses own;

  Reception(MediaPlane plane, OwnAddresses own) {
    this.plane = plane;
    this.own = own;
  }

  /**
   * Makes the leg of a caller.
   *
   * @param loop the leg's own
   */
  Welcome take(Arrival arrival, LegId id, LegHub hub, LegLoop loop) {
    var peer = arrival.flow().remote().getAddress();
    var place = new MediaPlace(peer, own.towards(peer), arrival.contact().host());
    return LegMedia.open(plane, place, arrival.codecs(), loop)
        .map(media -> take(arrival, id, hub, media))
        .orElseGet(() -> new TurnedAway(NO_PORT));
  }

  private static Welcome take(Arrival arrival, LegId id, LegHub hub, LegMedia media) {
    if (!understands(arrival.request(), media)) {
      media.close();
      return new TurnedAway(NO_MEDIA);
    }
    var identity = new SipLeg.Identity(id, arrival.peer(), arrival.contact());
    return new TakenIn(SipLeg.inbound(identity, media, hub, arrival.dialog()));
  }

  /** An INVITE without offer asks us to make one (RFC 3261 §13.2.1). */
  private static boolean understands(SipRequest invite, LegMedia media) {
    return invite.bodyLength() == 0 || media.negotiation().receiveOffer(invite.bodyText());
  }
}
