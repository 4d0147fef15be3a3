package io.siprouter.config.route;

import static java.util.Comparator.comparingInt;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.Route;
import io.siprouter.config.Route.CallDirection;
import io.siprouter.config.Route.Match;
import io.siprouter.config.RouteAction;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.config.number.NumberPlan;
import io.siprouter.config.number.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides where calls go, from the configuration alone. Pure and immutable: any thread. */
public final class RouteResolver {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int ADDRESS_INCOMPLETE = 484;
  private static final int BUSY_HERE = 486;
  private static final int SERVICE_UNAVAILABLE = 503;

  /** A device dialled directly rings as long as a proxy would wait: timer C, RFC 3261 §16.6. */
  private static final Duration DIRECT_DIAL_TIMEOUT = Duration.ofMinutes(3);

  private final AppConfig config;
  private final NumberPlan plan;
  private final EmergencyNumbers emergency;
  private final List<Route> routes;

  public RouteResolver(AppConfig config) {
    this.config = config;
    this.plan = config.numberPlan();
    this.emergency = config.emergency();
    this.routes =
        config.routes().stream()
            .filter(Route::enabled)
            .sorted(comparingInt(Route::priority))
            .toList();
  }

  /**
   * Where a call from a provider goes.
   *
   * @param callerNumber one without digits when withheld
   */
  public RingPlan inbound(String providerId, PhoneNumber calledNumber, PhoneNumber callerNumber) {
    return firstRoute(match -> isInbound(match, providerId), calledNumber, callerNumber)
        .<RingPlan>map(route -> ring(route, calledNumber.normalised()))
        .orElseGet(() -> noRoute("inbound", calledNumber, "provider " + providerId));
  }

  /**
   * Where a call from a device goes: before every rule to those who help, to a feature, to the
   * device with that extension, else where the first matching route says.
   */
  public DialPlan outbound(String deviceId, String dialled) {
    var number = config.featureCodes().withoutHiding(dialled);
    return emergency
        .meant(number)
        .<DialPlan>map(this::help)
        .orElseGet(() -> ruled(deviceId, number));
  }

  private DialPlan help(String number) {
    var why = Decision.withoutRoute(number + " is an emergency number");
    var providers = config.emergencyOrder().stream().map(Provider::id).toList();
    return new DialPlan.Emergency(number, providers, why);
  }

  private DialPlan ruled(String deviceId, String dialled) {
    if (dialled.equals(config.featureCodes().echo())) {
      return new DialPlan.FeatureEcho(Decision.withoutRoute(dialled + " is the echo test"));
    }
    return config
        .device(deviceId)
        .map(caller -> dial(caller, plan.dialled(dialled)))
        .orElseGet(() -> reject(FORBIDDEN, "there is no device " + deviceId));
  }

  private DialPlan dial(Device caller, PhoneNumber dialled) {
    if (!caller.mayDial(dialled)) {
      return reject(FORBIDDEN, caller.id() + " may not dial " + dialled);
    }
    return extension(dialled.dialled())
        .map(callee -> direct(caller, callee))
        .orElseGet(() -> routed(caller, dialled));
  }

  private Optional<Device> extension(String dialled) {
    return config.devices().stream().filter(d -> d.extension().equals(dialled)).findFirst();
  }

  private static DialPlan direct(Device caller, Device callee) {
    var why = Decision.withoutRoute(callee.extension() + " is the extension of " + callee.id());
    return callee.id().equals(caller.id())
        ? reject(BUSY_HERE, caller.id() + " dialled its own extension")
        : new DialPlan.ToDevices(List.of(callee.id()), DIRECT_DIAL_TIMEOUT, why);
  }

  private DialPlan routed(Device caller, PhoneNumber dialled) {
    var extension = plan.dialled(caller.extension());
    return firstRoute(match -> isFromDevice(match, caller.id()), dialled, extension)
        .map(route -> follow(route, caller, dialled))
        .orElseGet(() -> noRoute("outbound or internal", dialled, "device " + caller.id()));
  }

  private DialPlan follow(Route route, Device caller, PhoneNumber dialled) {
    return switch (route.action()) {
      case RouteAction.Ring ring -> ringGroup(route, ring, caller, dialled.dialled());
      case RouteAction.Dial dial -> leave(route, dial, dialled);
      case RouteAction.Reject reject -> refuse(route, reject, dialled.dialled());
    };
  }

  private static DialPlan ringGroup(
      Route route, RouteAction.Ring ring, Device caller, String dialled) {
    var others = ring.devices().stream().filter(id -> !id.equals(caller.id())).toList();
    return others.isEmpty()
        ? reject(BUSY_HERE, route, dialled + " rings nobody but the caller")
        : new DialPlan.ToDevices(
            others, timeout(ring), Decision.byRoute(route.id(), rings(dialled, others)));
  }

  private DialPlan leave(Route route, RouteAction.Dial dial, PhoneNumber dialled) {
    var providers = dial.providers().stream().filter(this::isEnabled).toList();
    if (providers.isEmpty()) {
      return reject(SERVICE_UNAVAILABLE, route, disabled(dial));
    }
    var number = plan.dialled(rewrite(dial, dialled));
    if (number.dialled().isEmpty()) {
      var reason = "nothing is left of " + dialled.dialled() + " to dial";
      return reject(ADDRESS_INCOMPLETE, route, reason);
    }
    var way = String.join(", else ", providers);
    var reason = dialled.dialled() + " leaves through " + way + " as " + number;
    var why = Decision.byRoute(route.id(), reason);
    return new DialPlan.ToProvider(providers, number, dial.callerId(), why);
  }

  private boolean isEnabled(String providerId) {
    return config.provider(providerId).filter(Provider::enabled).isPresent();
  }

  private static String disabled(RouteAction.Dial dial) {
    return "provider " + String.join(" and ", dial.providers()) + " is disabled";
  }

  /** The prefix may stand in either form of the number; that of the dialled one goes first. */
  private static String rewrite(RouteAction.Dial dial, PhoneNumber number) {
    var text =
        number.dialled().startsWith(dial.stripPrefix()) ? number.dialled() : number.normalised();
    return dial.rewrite(text.startsWith(dial.stripPrefix()) ? text : number.dialled());
  }

  private static RingPlan ring(Route route, String called) {
    return switch (route.action()) {
      case RouteAction.Ring ring ->
          new RingPlan.Ring(
              ring.devices(),
              timeout(ring),
              Decision.byRoute(route.id(), rings(called, ring.devices())));
      case RouteAction.Reject reject -> refuse(route, reject, called);
      case RouteAction.Dial dial ->
          throw new IllegalStateException(
              "inbound route " + route.id() + " leads to provider " + dial.provider());
    };
  }

  private Optional<Route> firstRoute(
      Predicate<Match> source, PhoneNumber called, PhoneNumber caller) {
    return routes.stream()
        .filter(route -> source.test(route.match()))
        .filter(route -> route.match().numberPattern().matches(called))
        .filter(route -> route.match().callerPattern().matches(caller))
        .findFirst();
  }

  private static boolean isInbound(Match match, String providerId) {
    return match.direction() == CallDirection.INBOUND
        && match.sourceProvider().filter(id -> !id.equals(providerId)).isEmpty();
  }

  private static boolean isFromDevice(Match match, String deviceId) {
    return match.direction() != CallDirection.INBOUND
        && match.sourceDevice().filter(id -> !id.equals(deviceId)).isEmpty();
  }

  private static Duration timeout(RouteAction.Ring ring) {
    return Duration.ofSeconds(ring.noAnswerTimeoutSec());
  }

  private static String rings(String called, List<String> devices) {
    return called + " rings " + String.join(", ", devices);
  }

  private static Reject refuse(Route route, RouteAction.Reject reject, String called) {
    return reject(reject.code(), route, "calls to " + called + " are refused");
  }

  private static Reject noRoute(String direction, PhoneNumber called, String source) {
    return reject(NOT_FOUND, "no " + direction + " route for " + called + " from " + source);
  }

  private static Reject reject(int code, String reason) {
    return new Reject(code, Decision.withoutRoute(reason));
  }

  private static Reject reject(int code, Route route, String reason) {
    return new Reject(code, Decision.byRoute(route.id(), reason));
  }
}
