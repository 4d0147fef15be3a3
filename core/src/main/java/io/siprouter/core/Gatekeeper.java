package io.siprouter.core;

import io.siprouter.config.AppConfig;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.core.auth.DigestAuthenticator;
import io.siprouter.core.auth.Verdict.Authenticated;
import io.siprouter.core.auth.Verdict.Challenge;
import io.siprouter.core.auth.Verdict.Refused;
import io.siprouter.core.auth.Verdict.Strayed;
import io.siprouter.core.auth.Verdict.Wrong;
import io.siprouter.core.guard.Guard;
import io.siprouter.core.sip.Admission;
import io.siprouter.core.sip.Admission.Admitted;
import io.siprouter.core.sip.Admission.Answered;
import io.siprouter.core.sip.Gate;
import io.siprouter.core.sip.Sender;
import io.siprouter.core.sip.transport.Hearing;
import io.siprouter.core.sip.transport.SipAbilities;
import io.siprouter.core.sip.transport.SipFlow;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.sip.message.Header;
import io.siprouter.sip.message.SipRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Lets in calls of providers and of our devices, and registrations of our devices; answers
 * everything else. Any thread.
 */
final class Gatekeeper implements Gate {

  private static final int UNAUTHORIZED = 401;

  private static final List<Header> ABOUT_US =
      List.of(
          new Header("Allow", SipAbilities.ALLOW),
          new Header("Accept", SipAbilities.SDP),
          new Header("Supported", SipAbilities.SUPPORTED));

  private static final List<Header> LATER = List.of(new Header("Retry-After", "30"));

  private final Guard guard;
  private final Trunks trunks;
  private final BooleanSupplier draining;
  private volatile Rules rules;

  /**
   * Of one configuration.
   *
   * @param emergency whom even a banned address may call
   */
  record Rules(DigestAuthenticator authenticator, EmergencyNumbers emergency) {}

  /**
   * @param draining whether no new calls are taken
   */
  Gatekeeper(Guard guard, Trunks trunks, BooleanSupplier draining, Rules rules) {
    this.guard = guard;
    this.trunks = trunks;
    this.draining = draining;
    this.rules = rules;
  }

  /** Lets in the devices of this configuration from now on. */
  void apply(AppConfig config) {
    var authenticator = rules.authenticator().knowing(config.server().realm(), config.devices());
    rules = new Rules(authenticator, config.emergency());
  }

  @Override
  public Hearing hearing(InetAddress sender) {
    if (!guard.allows(sender)) {
      return Hearing.NOTHING;
    }
    return guard.isBanned(sender) ? Hearing.CALLS : Hearing.EVERYTHING;
  }

  /** Whoever calls for help from a banned address still has to prove to be a device of ours. */
  @Override
  public boolean hearsPlea(SipRequest invite, SipFlow flow) {
    return isPlea(invite) && guard.allowsPlea(flow.remote().getAddress());
  }

  private boolean isPlea(SipRequest request) {
    return request.method().equals("INVITE")
        && request.requestUri().user().flatMap(rules.emergency()::meant).isPresent();
  }

  @Override
  public Admission admit(SipRequest request, SipFlow flow) {
    return switch (request.method()) {
      case "INVITE" -> caller(request, flow);
      case "REGISTER" -> device(request, flow);
      case "OPTIONS" -> about();
      default -> Admission.answer(405, ABOUT_US);
    };
  }

  /** Answers OPTIONS as an INVITE would be, so that whoever shares out calls sees us leave. */
  private Admission about() {
    return draining.getAsBoolean() ? Admission.answer(503, LATER) : Admission.answer(200, ABOUT_US);
  }

  /** A provider is known by its trunk; everybody else has to prove to be a device of ours. */
  private Admission caller(SipRequest invite, SipFlow flow) {
    return trunks
        .owning(flow, invite)
        .filter(trunk -> trunk.line().isPresent())
        .<Admission>map(trunk -> new Admitted(new Sender.OfProvider(trunk.provider())))
        .orElseGet(() -> device(invite, flow));
  }

  private Admission device(SipRequest request, SipFlow flow) {
    return switch (rules.authenticator().check(request, flow)) {
      case Authenticated(var device) -> new Admitted(new Sender.OfDevice(device));
      case Challenge(var headers) -> Admission.answer(UNAUTHORIZED, headers);
      case Wrong(var again) -> turnAway(again, flow);
      case Strayed(var device, _) when isPlea(request) -> new Admitted(new Sender.OfDevice(device));
      case Strayed(_, var again) -> turnAway(again, flow);
      case Refused(var status, var reason) -> new Answered(status, reason, List.of());
    };
  }

  private Admission turnAway(Challenge again, SipFlow flow) {
    guard.wrongCredentials(flow.remote().getAddress());
    return Admission.answer(UNAUTHORIZED, again.headers());
  }
}
