package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.auth.Verdict;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.sip.Destination;
import io.siprouter.core.sip.InboundDialog;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.trunk.Trunk;
import io.siprouter.core.trunk.TrunkLine;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.ReasonPhrase;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out who calls: a provider by its trunk, a device by its credentials. Any thread. */
final class Callers {

  /** What an INVITE turns out to be. */
  sealed interface Identification {}

  record Known(Arrival arrival) implements Identification {}

  record Unproven(int status, String reason, List<Header> headers) implements Identification {}

  private static final Set<String> HIDING = Set.of("id", "user", "header");

  private final CallManagerParts parts;
  private final CallPlanner planner;

  Callers(CallManagerParts parts, CallPlanner planner) {
    this.parts = parts;
    this.planner = planner;
  }

  Identification identify(InboundDialog dialog, SipRequest invite, SipFlow flow) {
    return parts
        .trunks()
        .owning(flow, invite)
        .flatMap(trunk -> ofTrunk(trunk, dialog, invite, flow))
        .orElseGet(() -> ofDevice(dialog, invite, flow));
  }

  private Optional<Identification> ofTrunk(
      Trunk trunk, InboundDialog dialog, SipRequest invite, SipFlow flow) {
    return trunk
        .line()
        .map(line -> new Known(byProvider(trunk.provider(), line, dialog, invite, flow)));
  }

  private Identification ofDevice(InboundDialog dialog, SipRequest invite, SipFlow flow) {
    return switch (parts.authenticator().check(invite, flow)) {
      case Verdict.Authenticated(var device) -> new Known(byDevice(device, dialog, invite, flow));
      case Verdict.Challenge(var status, var headers) ->
          new Unproven(status, ReasonPhrase.of(status), headers);
      case Verdict.Refused(var status, var reason) -> new Unproven(status, reason, List.of());
    };
  }

  private Arrival byProvider(
      AppConfig.Provider provider,
      TrunkLine line,
      InboundDialog dialog,
      SipRequest invite,
      SipFlow flow) {
    var party = callerOf(invite);
    var called = called(invite, line);
    return new Arrival(
        dialog,
        invite,
        flow,
        LegKind.SIP_PROVIDER,
        party,
        called,
        line.contact(),
        Codecs.of(parts.config().codecsOf(provider)),
        () -> planner.calledBy(provider, called, party));
  }

  private Arrival byDevice(Device device, InboundDialog dialog, SipRequest invite, SipFlow flow) {
    var dialled = invite.requestUri().user().orElse("");
    var here = parts.own().towards(new Destination(flow.transport(), flow.remote()));
    var contact = SipUri.of(here).withUser(dialled.isEmpty() ? "siprouter" : dialled);
    return new Arrival(
        dialog,
        invite,
        flow,
        LegKind.SIP_DEVICE,
        CallManager.partyOf(device),
        dialled,
        Dialler.onTransport(contact, flow.transport()),
        Codecs.of(parts.config().codecsOf(device)),
        () -> planner.dialledBy(device, dialled));
  }

  /** Providers call our contact or the number itself; in the first case To names the number. */
  private static String called(SipRequest invite, TrunkLine line) {
    var requested = invite.requestUri().user();
    return requested
        .filter(user -> !requested.equals(line.contact().user()))
        .or(() -> invite.to().uri().user())
        .orElse("");
  }

  /**
   * What the provider vouches for goes before what the caller wrote, unless the caller wants
   * neither shown (RFC 3325 §9.1, RFC 3323 §4.2).
   */
  private static Party callerOf(SipRequest invite) {
    if (wantsPrivacy(invite)) {
      return new Party("", "");
    }
    var asserted = invite.addresses("P-Asserted-Identity").stream().findFirst();
    NameAddr caller = asserted.orElseGet(invite::from);
    var number = caller.uri().user().filter(user -> !user.equalsIgnoreCase("anonymous"));
    return new Party(number.orElse(""), caller.displayName());
  }

  private static boolean wantsPrivacy(SipRequest invite) {
    return invite.headers().all("Privacy").stream()
        .flatMap(value -> Stream.of(value.split("[;,]")))
        .map(level -> level.strip().toLowerCase(Locale.ROOT))
        .anyMatch(HIDING::contains);
  }
}
