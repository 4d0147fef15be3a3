package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.core.header.HeaderPipeline;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.leg.LegPeer;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.trunk.Trunk;
import io.siprouter.core.trunk.TrunkLine;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Optional;

/** Makes arrivals of the INVITEs of those who may call. Any thread. */
final class Callers {

  private final AppConfig config;
  private final PeerCodecs codecs;
  private final CallManagerParts parts;
  private final HeaderPipeline headers;
  private final CallPlanner planner;

  Callers(PeerCodecs codecs, CallManagerParts parts, HeaderPipeline headers, CallPlanner planner) {
    this.config = codecs.config();
    this.codecs = codecs;
    this.parts = parts;
    this.headers = headers;
    this.planner = planner;
  }

  /** Empty where nobody has proved who it is, or who it is has just ceased to be one of ours. */
  Optional<Arrival> arrival(InboundDialog dialog, SipRequest invite, SipFlow flow, Sender sender) {
    return switch (sender) {
      case Sender.OfDevice(var known) ->
          config.device(known.id()).map(device -> byDevice(device, dialog, invite, flow));
      case Sender.OfProvider(var known) ->
          config
              .provider(known.id())
              .flatMap(
                  provider ->
                      line(provider).map(line -> byProvider(provider, line, dialog, invite, flow)));
      case Sender.Unproven _ -> Optional.empty();
    };
  }

  private Optional<TrunkLine> line(Provider provider) {
    return parts.trunks().of(provider.id()).flatMap(Trunk::line);
  }

  private Arrival byProvider(
      Provider provider, TrunkLine line, InboundDialog dialog, SipRequest invite, SipFlow flow) {
    dialog.writing(headers.towards(provider, List.of()));
    var plan = config.numberPlan(provider);
    var from = CallerHeaders.caller(invite, provider.callerId().trusted());
    var caller = plan.told(from.flatMap(CallerHeaders::user).orElse(""), provider.numberFormat());
    var called = plan.told(called(invite, line), provider.numberFormat());
    var shown = config.numberPlan().dialBack(caller);
    var at = planner.moment();
    return new Arrival(
        dialog,
        invite,
        flow,
        new LegPeer(LegKind.SIP_PROVIDER, provider.id(), shown, from.map(Callers::uri).orElse("")),
        CallSource.of(provider),
        new Party(shown, from.map(NameAddr::displayName).orElse("")),
        called.dialled(),
        called.normalised(),
        invite.requestUri().isSecure() ? line.contact().secured() : line.contact(),
        codecs.of(provider),
        () -> permitted(planner.calledBy(provider, called, caller, at), invite),
        Optional.of(provider),
        false,
        PeerTerms.of(config, provider));
  }

  private Arrival byDevice(Device device, InboundDialog dialog, SipRequest invite, SipFlow flow) {
    dialog.writing(headers.towards(device, List.of()));
    var dialled = invite.requestUri().user().orElse("");
    var at = planner.moment();
    var hidden = CallerHeaders.isHidden(invite) || planner.hides(dialled);
    var here = parts.own().towards(new Destination(flow.transport(), flow.remote()));
    var contact = SipUri.of(here).withUser(dialled.isEmpty() ? "siprouter" : dialled);
    return new Arrival(
        dialog,
        invite,
        flow,
        new LegPeer(LegKind.SIP_DEVICE, device.id(), device.extension(), uri(invite.from())),
        CallSource.of(device),
        Party.of(device).hidden(hidden),
        dialled,
        planner.normalised(dialled),
        Dialler.contact(contact, flow.transport(), invite.requestUri()),
        codecs.of(device),
        () -> permitted(planner.dialledBy(device, dialled, at), invite),
        Optional.empty(),
        planner.isEmergency(dialled),
        PeerTerms.of(config, device));
  }

  private static CallPlan permitted(CallPlan plan, SipRequest invite) {
    return invite.requestUri().isSecure() ? SecurePlan.of(plan) : plan;
  }

  private static String uri(NameAddr address) {
    return address.uri().toString();
  }

  /** Providers call our contact or the number itself; in the first case To names the number. */
  private static String called(SipRequest invite, TrunkLine line) {
    var requested = invite.requestUri().user();
    return requested
        .filter(user -> !requested.equals(line.contact().user()))
        .or(() -> CallerHeaders.user(invite.to()))
        .orElse("");
  }
}
