package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.config.number.PhoneNumber;
import io.siprouter.config.route.Decision;
import io.siprouter.config.route.DialPlan;
import io.siprouter.config.route.Reject;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RouteResolver;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.registrar.Registrations;
import io.siprouter.core.trunk.Trunk;
import io.siprouter.core.trunk.TrunkState;
import io.siprouter.core.trunk.Trunks;
import io.siprouter.sip.message.ReasonPhrase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the configuration decides about a call into what can be called at this moment. Any
 * thread.
 *
 * <p>A call is decided by the moment it begins at; whoever is dialled later on, such as a party
 * that is added, by the moment of that.
 */
final class CallPlanner {

  /** How long a provider may take to answer: timer C, RFC 3261 §16.6. */
  private static final Duration PROVIDER_TIMEOUT = Duration.ofMinutes(3);

  private static final Logger log = LoggerFactory.getLogger(CallPlanner.class);

  private final AppConfig config;
  private final RouteResolver routes;
  private final Registrations registrations;
  private final Trunks trunks;
  private final EmergencyNumbers emergency;
  private final CallerIds callerIds;
  private final InstantSource clock;

  CallPlanner(AppConfig config, Registrations registrations, Trunks trunks, InstantSource clock) {
    this.config = config;
    this.routes = new RouteResolver(config);
    this.registrations = registrations;
    this.trunks = trunks;
    this.emergency = config.emergency();
    this.callerIds = new CallerIds(config);
    this.clock = clock;
  }

  /** The moment that a call begins at now. */
  Instant moment() {
    return clock.instant();
  }

  /** What happens when a device dials now. */
  CallPlan dialledBy(Device caller, String dialled) {
    return dialledBy(caller, dialled, moment());
  }

  /** What happens when a device dials. */
  CallPlan dialledBy(Device caller, String dialled, Instant at) {
    return dialled(Initiator.of(caller), dialled, at);
  }

  /** What happens when a number is dialled in somebody's name. */
  CallPlan dialled(Initiator by, String dialled, Instant at) {
    return told(plan(decided(by, dialled, at), by));
  }

  private DialPlan decided(Initiator by, String dialled, Instant at) {
    return by.onBehalf()
        .map(device -> routes.outbound(device.id(), dialled, at))
        .orElseGet(() -> routes.outboundOfNobody(dialled, at));
  }

  /** What happens when a provider calls. */
  CallPlan calledBy(Provider provider, PhoneNumber called, PhoneNumber caller, Instant at) {
    return told(plan(routes.inbound(provider.id(), called, caller, at)));
  }

  private static CallPlan told(CallPlan plan) {
    if (plan instanceof CallPlan.Refuse(var end, var why)) {
      log.info("Call refused with {}: {}", end.sipStatus(), why.reason());
    } else {
      log.info("Call is routed: {}", plan.why().reason());
    }
    return plan;
  }

  /** What decides where calls go. */
  RouteResolver routes() {
    return routes;
  }

  /** What a decision about a dialled number comes to at this moment. */
  CallPlan plan(DialPlan decided, Initiator by) {
    return switch (decided) {
      case DialPlan.FeatureEcho(var why) -> new CallPlan.Echo(why);
      case DialPlan.ToDevices(var devices, var timeout, var why) ->
          ringDevices(devices, timeout, by.onBehalf(), why);
      case DialPlan.ToProvider(var providers, var number, var callerId, var why) ->
          callThrough(providers, number, callerId, by, why);
      case DialPlan.Emergency(var number, var providers, var why) ->
          new CallPlan.Emergency(number, help(number, providers, by, why));
      case Reject reject -> refuse(reject);
    };
  }

  /** What a decision about a provider's call comes to at this moment. */
  CallPlan plan(RingPlan decided) {
    return switch (decided) {
      case RingPlan.Ring(var devices, var timeout, var why) ->
          ringDevices(devices, timeout, Optional.empty(), why);
      case Reject reject -> refuse(reject);
    };
  }

  /** Whether a dialled number asks for help, so that nothing may stand in its way. */
  boolean isEmergency(String dialled) {
    return emergency.meant(dialled).isPresent();
  }

  /** The device that somebody means by its id or extension. */
  Optional<Device> device(String idOrExtension) {
    return config.deviceNamed(idOrExtension);
  }

  /** What to dial for a party: the extension of a device by that id, else the number itself. */
  String toDial(String party) {
    return config.device(party).map(Device::extension).orElse(party);
  }

  PhoneNumber number(String text) {
    return config.numberPlan().dialled(text);
  }

  /** The worldwide form of what a device dials, for want of one as dialled. */
  String normalised(String dialled) {
    return config.numberPlan().dialled(config.featureCodes().withoutHiding(dialled)).normalised();
  }

  /** Whether a number is dialled so that the caller's is not to be seen. */
  boolean hides(String dialled) {
    return config.featureCodes().hides(dialled);
  }

  /** Rings one device, for whatever reason. */
  CallPlan ring(Device device) {
    var why = new Decision(Optional.empty(), device.id() + " is called by command");
    return told(ringDevices(List.of(device.id()), PROVIDER_TIMEOUT, Optional.of(device), why));
  }

  private CallPlan ringDevices(
      List<String> deviceIds, Duration timeout, Optional<Device> onBehalf, Decision why) {
    var targets =
        deviceIds.stream()
            .flatMap(deviceId -> config.device(deviceId).stream())
            .flatMap(this::contacts)
            .toList();
    return targets.isEmpty()
        ? refuse(480, unmet(why, "nobody is registered"))
        : new CallPlan.Ring(targets, timeout, onBehalf, why);
  }

  private Stream<Target> contacts(Device device) {
    return registrations.bindings(device.id()).stream()
        .map(binding -> new Target.Phone(device, binding, false));
  }

  private CallPlan callThrough(
      List<String> providerIds,
      PhoneNumber number,
      Optional<String> callerId,
      Initiator by,
      Decision why) {
    var targets =
        reachable(providerIds)
            .flatMap(trunk -> outside(trunk, number, callerId, by).stream())
            .toList();
    return targets.isEmpty()
        ? refuse(503, unmet(why, "none of " + providerIds + " can be reached"))
        : new CallPlan.Hunt(targets, Urgency.ORDINARY, PROVIDER_TIMEOUT, by.onBehalf(), why);
  }

  private CallPlan.Hunt help(String number, List<String> providerIds, Initiator by, Decision why) {
    var targets =
        reachable(providerIds).flatMap(trunk -> help(trunk, number, by).stream()).toList();
    return new CallPlan.Hunt(targets, Urgency.EMERGENCY, PROVIDER_TIMEOUT, by.onBehalf(), why);
  }

  /** A registration that fails is no proof that a call would, but reason to ask others first. */
  private Stream<Trunk> reachable(List<String> providerIds) {
    return providerIds.stream()
        .flatMap(id -> trunks.of(id).stream())
        .sorted(Comparator.comparing(trunk -> trunk.state() instanceof TrunkState.Failed));
  }

  private Optional<Target.Outside> outside(
      Trunk trunk, PhoneNumber number, Optional<String> callerId, Initiator by) {
    var provider = trunk.provider();
    var written = config.numberPlan(provider).write(number, provider.numberFormat());
    var identity = callerIds.of(provider, by, callerId);
    return trunk
        .line()
        .map(line -> new Target.Outside(provider, line, written, Urgency.ORDINARY, identity));
  }

  private Optional<Target.Outside> help(Trunk trunk, String number, Initiator by) {
    var provider = trunk.provider();
    var identity = callerIds.of(provider, Initiator.of(by.onBehalf()), Optional.empty());
    return trunk
        .line()
        .map(line -> new Target.Outside(provider, line, number, Urgency.EMERGENCY, identity));
  }

  private static CallPlan refuse(Reject reject) {
    return refuse(reject.code(), reject.why());
  }

  /** What was decided, and why nothing comes of it at this moment. */
  private static Decision unmet(Decision why, String obstacle) {
    return new Decision(why.routeId(), why.reason() + ", but " + obstacle);
  }

  private static CallPlan refuse(int status, Decision why) {
    return new CallPlan.Refuse(LegEnd.refused(status, ReasonPhrase.of(status)), why);
  }
}
