package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.header.HeaderRule;
import io.siprouter.core.header.HeaderPipeline;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegHub;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegLoop;
import io.siprouter.core.leg.LegMedia;
import io.siprouter.core.leg.MediaPlace;
import io.siprouter.core.leg.MediaPlane;
import io.siprouter.core.leg.Negotiation;
import io.siprouter.core.leg.SipLeg;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.DialogEvent;
import io.siprouter.core.sip.Inviter;
import io.siprouter.core.sip.OutboundDialog;
import io.siprouter.core.sip.OutboundInvite;
import io.siprouter.core.sip.SipAgent;
import io.siprouter.core.sip.stack.InvitePreview;
import io.siprouter.core.sip.transport.SipTransport;
import io.siprouter.core.trunk.ServerHunt;
import io.siprouter.core.trunk.TrunkLine.Way;
import io.siprouter.media.codec.Codec;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.HostPort;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Invites targets: opens media, writes the INVITE, hands both to a new leg. Any call's loop. */
final class Dialler {

  /** What became of an attempt to invite. */
  sealed interface Dialling {}

  record Started(SipLeg leg) implements Dialling {}

  record NotStarted(LegEnd end) implements Dialling {}

  private final AppConfig config;
  private final PeerCodecs codecs;
  private final SipAgent agent;
  private final MediaPlane plane;
  private final OwnAddresses own;
  private final HeaderPipeline headers;
  private final List<HeaderRule> ofCall;

  Dialler(
      PeerCodecs codecs,
      SipAgent agent,
      MediaPlane plane,
      OwnAddresses own,
      HeaderPipeline headers) {
    this(codecs, agent, plane, own, headers, List.of());
  }

  private Dialler(
      PeerCodecs codecs,
      SipAgent agent,
      MediaPlane plane,
      OwnAddresses own,
      HeaderPipeline headers,
      List<HeaderRule> ofCall) {
    this.config = codecs.config();
    this.codecs = codecs;
    this.agent = agent;
    this.plane = plane;
    this.own = own;
    this.headers = headers;
    this.ofCall = ofCall;
  }

  /** A dialler whose calls carry these headers. */
  Dialler writing(List<HeaderRule> rules) {
    return new Dialler(codecs, agent, plane, own, headers, rules);
  }

  /**
   * Sends an INVITE to a target.
   *
   * @param shown who the callee is to see
   * @param maxForwards how many hops the INVITE may take [0..255]
   * @param loop the leg's own, on which its events run
   */
  Dialling dial(Target target, Party shown, int maxForwards, LegId id, LegHub hub, LegLoop loop) {
    var place = place(target.destination(), advertised(target));
    return LegMedia.open(plane, place, codecs(target), loop)
        .<Dialling>map(
            media -> {
              var request = inviteTo(target, shown, maxForwards, media.negotiation().description());
              return new Started(invite(target, request, id, hub, loop, media));
            })
        .orElseGet(() -> new NotStarted(LegEnd.refused(503, "No RTP Port Free")));
  }

  /** The INVITE that a target would get first. Takes no port: the lowest one stands for any. */
  SipRequest preview(Target target, Party shown) {
    var place = place(target.destination(), advertised(target));
    var port = config.server().rtpPorts().min();
    var sdp = Negotiation.firstOffer(place, port, codecs(target), plane.sound());
    return InvitePreview.of(inviteTo(target, shown, Arrival.MOST_HOPS - 1, sdp));
  }

  private SipLeg invite(
      Target target, OutboundInvite request, LegId id, LegHub hub, LegLoop loop, LegMedia media) {
    var identity = new SipLeg.Identity(id, target.peer(request.requestUri()), request.contact());
    Inviter inviter = (invite, events) -> told(hub, id, agent.invite(invite, events));
    Function<Consumer<DialogEvent>, OutboundDialog> send =
        switch (target) {
          case Target.Phone _ ->
              onLoop -> inviter.invite(request, event -> loop.execute(() -> onLoop.accept(event)));
          case Target.Outside number ->
              onLoop ->
                  new ServerHunt(
                      inviter, way -> through(way, request, media), number.line(), loop, onLoop);
        };
    return SipLeg.outbound(identity, media, hub, send);
  }

  private static OutboundDialog told(LegHub hub, LegId id, OutboundDialog dialog) {
    hub.spoken(id, dialog.callId());
    return dialog;
  }

  /** Every server is told the addresses that it reaches us at. */
  private Optional<OutboundInvite> through(Way way, OutboundInvite request, LegMedia media) {
    return media.moveTo(place(way.destination(), way.contact().host()))
        ? Optional.of(
            request.through(way.contact(), way.destination(), media.negotiation().description()))
        : Optional.empty();
  }

  private MediaPlace place(Destination destination, String advertised) {
    var peer = destination.address().getAddress();
    return new MediaPlace(peer, own.towards(peer), advertised);
  }

  private OutboundInvite inviteTo(Target target, Party shown, int maxForwards, String sdp) {
    return switch (target) {
      case Target.Phone phone -> toPhone(phone, shown, maxForwards, sdp);
      case Target.Outside number -> toNumber(number, shown, maxForwards, sdp);
    };
  }

  private OutboundInvite toPhone(Target.Phone phone, Party shown, int maxForwards, String sdp) {
    var here = own.towards(phone.destination());
    var caller = uri(shown.withheld() ? "anonymous" : shown.number(), here);
    return new OutboundInvite(
        phone.binding().contact(),
        NameAddr.of(shown.withheld() ? "Anonymous" : shown.displayName(), caller.withoutPort()),
        NameAddr.of(uri(phone.device().extension(), here).withoutPort()),
        contact(caller, phone.destination().transport(), phone.binding().contact()),
        phone.destination(),
        sdp,
        phone.binding().routes(),
        null,
        maxForwards,
        PeerTerms.of(config, phone.device()),
        headers.towards(phone.device(), ofCall));
  }

  private OutboundInvite toNumber(Target.Outside target, Party shown, int maxForwards, String sdp) {
    var line = target.line();
    var callee = uri(target.number(), line.domain());
    var identity = IdentityHeaders.of(target, shown);
    return new OutboundInvite(
        callee,
        identity.from(),
        NameAddr.of(callee),
        line.contact(),
        line.destination(),
        sdp,
        Stream.concat(identity.others().stream(), line.routes().stream()).toList(),
        line.credentials(),
        maxForwards,
        PeerTerms.of(config, target.provider()),
        headers.towards(target.provider(), ofCall));
  }

  private String advertised(Target target) {
    return switch (target) {
      case Target.Phone phone -> own.towards(phone.destination()).host();
      case Target.Outside number -> number.line().advertisedHost();
    };
  }

  private List<Codec> codecs(Target target) {
    return switch (target) {
      case Target.Phone(var device, _, _) -> codecs.of(device);
      case Target.Outside outside -> codecs.of(outside.provider());
    };
  }

  private static SipUri uri(String user, HostPort at) {
    return SipUri.of(at).withUser(user);
  }

  /**
   * Our contact names its transport unless that is UDP; towards {@code sips:} it is such itself,
   * RFC 3261 §8.1.1.8 and §12.1.1.
   *
   * @param requested the request URI of the dialog's INVITE
   */
  static SipUri contact(SipUri contact, SipTransport transport, SipUri requested) {
    if (requested.isSecure()) {
      return contact.secured();
    }
    return switch (transport) {
      case UDP -> contact;
      case TCP, TLS -> contact.withParam("transport", transport.uriParameter());
    };
  }
}
