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
import java.time.Instant;
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
  private final List<ScheduledRoute> routes;

  public RouteResolver(AppConfig config) {
    this.config = config;
    this.plan = config.numberPlan();
    this.emergency = config.emergency();
    this.routes =
        config.routes().stream()
            .sorted(comparingInt(Route::priority))
            .map(route -> ScheduledRoute.of(route, config))
            .toList();
  }

  /**
   * What goes along from step to step.
   *
   * @param at when the call begins
   * @param trail hears of everything that is looked at
   */
  private record Inquiry(Instant at, Consumer<TrailStep> trail) {

    /** Calls that are made are explained to nobody. */
    static Inquiry unseen(Instant at) {
      return new Inquiry(at, _ -> {});
    }

    void saw(TrailStep step) {
      trail.accept(step);
    }
  }

  /**
   * Where a call goes that could be made.
   *
   * @param trail hears of everything that is looked at, in this order
   */
  public RoutePlan resolve(RouteQuestion question, Consumer<TrailStep> trail) {
    var inquiry = new Inquiry(question.at(), trail);
    return switch (question) {
      case RouteQuestion.FromDevice(var device, var called, _) -> outbound(device, called, inquiry);
      case RouteQuestion.FromProvider(var id, var called, var caller, _) ->
          config
              .provider(id)
              .filter(Provider::enabled)
              .map(provider -> told(provider, called, caller, inquiry))
              .orElseGet(() -> reject(FORBIDDEN, "there is no enabled provider " + id));
    };
  }

  private RingPlan told(Provider provider, String called, String caller, Inquiry inquiry) {
    var numbers = config.numberPlan(provider);
    var reading = numbers.readTold(called, provider.numberFormat());
    inquiry.saw(new TrailStep.Normalisation(reading));
    var from = numbers.told(caller, provider.numberFormat());
    return inbound(provider.id(), reading.number(), from, inquiry);
  }

  /**
   * Where a call from a provider goes.
   *
   * @param callerNumber one without digits when withheld
   * @param at when it begins
   */
  public RingPlan inbound(
      String providerId, PhoneNumber calledNumber, PhoneNumber callerNumber, Instant at) {
    return inbound(providerId, calledNumber, callerNumber, Inquiry.unseen(at));
  }

  private RingPlan inbound(
      String providerId, PhoneNumber calledNumber, PhoneNumber callerNumber, Inquiry inquiry) {
    var call = new RuleQuery.FromProvider(providerId, calledNumber, callerNumber, inquiry.at());
    return firstRoute(call, inquiry)
        .<RingPlan>map(route -> ring(route, calledNumber.normalised()))
        .orElseGet(() -> noRoute(call));
  }

  /**
   * Where a call from a device goes: before every rule to those who help, to a feature, to the
   * device with that extension, else where the first matching route says.
   *
   * @param at when it begins
   */
  public DialPlan outbound(String deviceId, String dialled, Instant at) {
    return outbound(deviceId, dialled, Inquiry.unseen(at));
  }

  private DialPlan outbound(String deviceId, String dialled, Inquiry inquiry) {
    var codes = config.featureCodes();
    if (!codes.hideNumber().isEmpty()) {
      inquiry.saw(new TrailStep.HidePrefix(codes.hideNumber(), codes.hides(dialled)));
    }
    var number = codes.withoutHiding(dialled);
    var meant = emergency.meant(number);
    inquiry.saw(new TrailStep.Emergency(meant));
    return meant.<DialPlan>map(this::help).orElseGet(() -> ruled(deviceId, number, inquiry));
  }

  /**
   * Where a number goes that a program dials for no device: to those who help, to a feature, to the
   * device with that extension, else where the first route says that names no source device.
   *
   * @param at when it begins
   */
  public DialPlan outboundOfNobody(String dialled, Instant at) {
    var number = config.featureCodes().withoutHiding(dialled);
    return emergency.meant(number).<DialPlan>map(this::help).orElseGet(() -> ofNobody(number, at));
  }

  private DialPlan ofNobody(String text, Instant at) {
    if (text.equals(config.featureCodes().echo())) {
      return new DialPlan.FeatureEcho(Decision.withoutRoute(text + " is the echo test"));
    }
    var dialled = plan.dialled(text);
    var call = new RuleQuery.FromDevice(NOBODY, dialled, plan.dialled(NOBODY), at);
    return extension(dialled.dialled())
        .<DialPlan>map(RouteResolver::rings)
        .or(() -> firstRoute(call, Inquiry.unseen(at)).map(route -> follow(route, NOBODY, dialled)))
        .orElseGet(() -> noRoute(call));
  }

  private DialPlan help(String number) {
    var why = Decision.withoutRoute(number + " is an emergency number");
    var providers = config.emergencyOrder().stream().map(Provider::id).toList();
    return new DialPlan.Emergency(number, providers, why);
  }

  private DialPlan ruled(String deviceId, String dialled, Inquiry inquiry) {
    var echo = dialled.equals(config.featureCodes().echo());
    inquiry.saw(new TrailStep.FeatureCode(dialled, echo));
    if (echo) {
      return new DialPlan.FeatureEcho(Decision.withoutRoute(dialled + " is the echo test"));
    }
    return config
        .device(deviceId)
        .map(caller -> dial(caller, dialled, inquiry))
        .orElseGet(() -> reject(FORBIDDEN, "there is no device " + deviceId));
  }

  private DialPlan dial(Device caller, String text, Inquiry inquiry) {
    var reading = plan.read(text);
    inquiry.saw(new TrailStep.Normalisation(reading));
    var dialled = reading.number();
    var right = caller.rightTo(dialled);
    inquiry.saw(new TrailStep.Rights(caller, right));
    if (right.isEmpty()) {
      return reject(FORBIDDEN, caller.id() + " may not dial " + dialled);
    }
    var callee = extension(dialled.dialled());
    inquiry.saw(new TrailStep.Extension(dialled.dialled(), callee.map(Device::id)));
    return callee
        .map(device -> direct(caller, device))
        .orElseGet(() -> routed(caller, dialled, inquiry));
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

  private DialPlan routed(Device caller, PhoneNumber dialled, Inquiry inquiry) {
    var extension = plan.dialled(caller.extension());
    var call = new RuleQuery.FromDevice(caller.id(), dialled, extension, inquiry.at());
    return firstRoute(call, inquiry)
        .map(route -> follow(route, caller.id(), dialled))
        .orElseGet(() -> noRoute(call));
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

  private Optional<Route> firstRoute(RuleQuery call, Inquiry inquiry) {
    return routes.stream()
        .filter(rule -> takes(rule, call, inquiry))
        .findFirst()
        .map(ScheduledRoute::route);
  }

  private static boolean takes(ScheduledRoute rule, RuleQuery call, Inquiry inquiry) {
    var verdict = call.verdict(rule);
    inquiry.saw(new TrailStep.Rule(rule, verdict, call));
    return verdict == RuleVerdict.TAKEN;
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

  private Reject noRoute(RuleQuery call) {
    var later = routes.stream().anyMatch(rule -> call.verdict(rule) == RuleVerdict.OTHER_TIME);
    var reason =
        switch (call) {
          case RuleQuery.FromProvider(var id, var called, _, _) ->
              "no inbound route for " + called + " from provider " + id;
          case RuleQuery.FromDevice(var id, var called, _, _) ->
              "no outbound or internal route for " + called + " from " + device(id);
        };
    return reject(NOT_FOUND, later ? reason + " at this time" : reason);
  }

  private static String device(String id) {
    return id.equals(NOBODY) ? "no device" : "device " + id;
  }

  private static Reject reject(int code, String reason) {
    return new Reject(code, Decision.withoutRoute(reason));
  }

  private static Reject reject(int code, Route route, String reason) {
    return new Reject(code, Decision.byRoute(route.id(), reason));
  }
}
