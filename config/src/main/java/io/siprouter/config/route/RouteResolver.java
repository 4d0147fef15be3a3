package io.siprouter.config.route;

import static java.util.Comparator.comparingInt;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.Route;
import io.siprouter.config.RouteAction;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.config.number.NumberPlan;
import io.siprouter.config.number.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Decides where calls go, from the configuration alone. Pure and immutable: any thread. */
public final class RouteResolver {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int ADDRESS_INCOMPLETE = 484;
  private static final int BUSY_HERE = 486;
  private static final int SERVICE_UNAVAILABLE = 503;

  /** A device dialled directly rings as long as a proxy would wait: timer C, RFC 3261 §16.6. */
  private static final Duration DIRECT_DIAL_TIMEOUT = Duration.ofMinutes(3);

  /** The id, and the number, of a caller that there is not. */
  private static final String NOBODY = "";

  private final AppConfig config;
  private final NumberPlan plan;
  private final EmergencyNumbers emergency;
  private final List<Route> routes;

  public RouteResolver(AppConfig config) {
    this.config = config;
    this.plan = config.numberPlan();
    this.emergency = config.emergency();
    this.routes = config.routes().stream().sorted(comparingInt(Route::priority)).toList();
  }

  /**
   * Where a call goes that could be made.
   *
   * @param trail hears of everything that is looked at, in this order
   */
  public RoutePlan resolve(RouteQuestion question, Consumer<TrailStep> trail) {
    return switch (question) {
      case RouteQuestion.FromDevice(var device, var called) -> outbound(device, called, trail);
      case RouteQuestion.FromProvider(var id, var called, var caller) ->
          config
              .provider(id)
              .filter(Provider::enabled)
              .map(provider -> told(provider, called, caller, trail))
              .orElseGet(() -> reject(FORBIDDEN, "there is no enabled provider " + id));
    };
  }

  private RingPlan told(
      Provider provider, String called, String caller, Consumer<TrailStep> trail) {
    var numbers = config.numberPlan(provider);
    var reading = numbers.readTold(called, provider.numberFormat());
    trail.accept(new TrailStep.Normalisation(reading));
    var from = numbers.told(caller, provider.numberFormat());
    return inbound(provider.id(), reading.number(), from, trail);
  }

  /**
   * Where a call from a provider goes.
   *
   * @param callerNumber one without digits when withheld
   */
  public RingPlan inbound(String providerId, PhoneNumber calledNumber, PhoneNumber callerNumber) {
    return inbound(providerId, calledNumber, callerNumber, RouteResolver::unseen);
  }

  private RingPlan inbound(
      String providerId,
      PhoneNumber calledNumber,
      PhoneNumber callerNumber,
      Consumer<TrailStep> trail) {
    return firstRoute(new RuleQuery.FromProvider(providerId, calledNumber, callerNumber), trail)
        .<RingPlan>map(route -> ring(route, calledNumber.normalised()))
        .orElseGet(() -> noRoute("inbound", calledNumber, "provider " + providerId));
  }

  /**
   * Where a call from a device goes: before every rule to those who help, to a feature, to the
   * device with that extension, else where the first matching route says.
   */
  public DialPlan outbound(String deviceId, String dialled) {
    return outbound(deviceId, dialled, RouteResolver::unseen);
  }

  private DialPlan outbound(String deviceId, String dialled, Consumer<TrailStep> trail) {
    var codes = config.featureCodes();
    if (!codes.hideNumber().isEmpty()) {
      trail.accept(new TrailStep.HidePrefix(codes.hideNumber(), codes.hides(dialled)));
    }
    var number = codes.withoutHiding(dialled);
    var meant = emergency.meant(number);
    trail.accept(new TrailStep.Emergency(meant));
    return meant.<DialPlan>map(this::help).orElseGet(() -> ruled(deviceId, number, trail));
  }

  /**
   * Where a number goes that a program dials for no device: to those who help, to a feature, to the
   * device with that extension, else where the first route says that names no source device.
   */
  public DialPlan outboundOfNobody(String dialled) {
    var number = config.featureCodes().withoutHiding(dialled);
    return emergency.meant(number).<DialPlan>map(this::help).orElseGet(() -> ofNobody(number));
  }

  private DialPlan ofNobody(String text) {
    if (text.equals(config.featureCodes().echo())) {
      return new DialPlan.FeatureEcho(Decision.withoutRoute(text + " is the echo test"));
    }
    var dialled = plan.dialled(text);
    var call = new RuleQuery.FromDevice(NOBODY, dialled, plan.dialled(NOBODY));
    return extension(dialled.dialled())
        .<DialPlan>map(RouteResolver::rings)
        .or(
            () ->
                firstRoute(call, RouteResolver::unseen)
                    .map(route -> follow(route, NOBODY, dialled)))
        .orElseGet(() -> noRoute("outbound or internal", dialled, "no device"));
  }

  private DialPlan help(String number) {
    var why = Decision.withoutRoute(number + " is an emergency number");
    var providers = config.emergencyOrder().stream().map(Provider::id).toList();
    return new DialPlan.Emergency(number, providers, why);
  }

  private DialPlan ruled(String deviceId, String dialled, Consumer<TrailStep> trail) {
    var echo = dialled.equals(config.featureCodes().echo());
    trail.accept(new TrailStep.FeatureCode(dialled, echo));
    if (echo) {
      return new DialPlan.FeatureEcho(Decision.withoutRoute(dialled + " is the echo test"));
    }
    return config
        .device(deviceId)
        .map(caller -> dial(caller, dialled, trail))
        .orElseGet(() -> reject(FORBIDDEN, "there is no device " + deviceId));
  }

  private DialPlan dial(Device caller, String text, Consumer<TrailStep> trail) {
    var reading = plan.read(text);
    trail.accept(new TrailStep.Normalisation(reading));
    var dialled = reading.number();
    var right = caller.rightTo(dialled);
    trail.accept(new TrailStep.Rights(caller, right));
    if (right.isEmpty()) {
      return reject(FORBIDDEN, caller.id() + " may not dial " + dialled);
    }
    var callee = extension(dialled.dialled());
    trail.accept(new TrailStep.Extension(dialled.dialled(), callee.map(Device::id)));
    return callee
        .map(device -> direct(caller, device))
        .orElseGet(() -> routed(caller, dialled, trail));
  }

  private Optional<Device> extension(String dialled) {
    return config.devices().stream().filter(d -> d.extension().equals(dialled)).findFirst();
  }

  private static DialPlan direct(Device caller, Device callee) {
    return callee.id().equals(caller.id())
        ? reject(BUSY_HERE, caller.id() + " dialled its own extension")
        : rings(callee);
  }

  private static DialPlan rings(Device callee) {
    var why = Decision.withoutRoute(callee.extension() + " is the extension of " + callee.id());
    return new DialPlan.ToDevices(List.of(callee.id()), DIRECT_DIAL_TIMEOUT, why);
  }

  private DialPlan routed(Device caller, PhoneNumber dialled, Consumer<TrailStep> trail) {
    var extension = plan.dialled(caller.extension());
    return firstRoute(new RuleQuery.FromDevice(caller.id(), dialled, extension), trail)
        .map(route -> follow(route, caller.id(), dialled))
        .orElseGet(() -> noRoute("outbound or internal", dialled, "device " + caller.id()));
  }

  private DialPlan follow(Route route, String callerId, PhoneNumber dialled) {
    return switch (route.action()) {
      case RouteAction.Ring ring -> ringGroup(route, ring, callerId, dialled.dialled());
      case RouteAction.Dial dial -> leave(route, dial, dialled);
      case RouteAction.Reject reject -> refuse(route, reject, dialled.dialled());
    };
  }

  private static DialPlan ringGroup(
      Route route, RouteAction.Ring ring, String callerId, String dialled) {
    var others = ring.devices().stream().filter(id -> !id.equals(callerId)).toList();
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

  private Optional<Route> firstRoute(RuleQuery call, Consumer<TrailStep> trail) {
    return routes.stream().filter(route -> takes(route, call, trail)).findFirst();
  }

  private static boolean takes(Route route, RuleQuery call, Consumer<TrailStep> trail) {
    var verdict = call.verdict(route);
    trail.accept(new TrailStep.Rule(route, verdict, call));
    return verdict == RuleVerdict.TAKEN;
  }

  /** Calls that are made are explained to nobody. */
  private static void unseen(TrailStep step) {}

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
