package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.route.DialPlan;
import io.siprouter.config.route.Reject;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RoutePlan;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.config.route.RouteResolver;
import io.siprouter.config.route.TrailStep;
import io.siprouter.config.schedule.ScheduleState;
import io.siprouter.core.explain.Explanation;
import io.siprouter.core.explain.Explanation.Contact;
import io.siprouter.core.explain.Explanation.Course;
import io.siprouter.core.explain.Explanation.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says what would happen to a call. It takes the steps that a call takes, and leaves nothing
 * behind. Any thread.
 */
public final class Explainer {

  private final AppConfig config;
  private final RouteResolver routes;
  private final Circumstances circumstances;

  /** For a configuration that nothing runs with. */
  public Explainer(AppConfig config) {
    this(config, new RouteResolver(config), Circumstances.UNKNOWN);
  }

  Explainer(AppConfig config, RouteResolver routes, Circumstances circumstances) {
    this.config = config;
    this.routes = routes;
    this.circumstances = circumstances;
  }

  /** What would happen to a call. */
  public Explanation explain(RouteQuestion question) {
    var trail = new ArrayList<TrailStep>();
    var decided = routes.resolve(question, trail::add);
    var device = device(question);
    var plan = circumstances.plan(decided, device);
    var shown = shown(question, device);
    var rules = rules(trail);
    return new Explanation(
        question.at(),
        caller(question, device),
        question.called(),
        number(question, trail),
        new Explanation.Shown(shown.number(), shown.displayName(), shown.withheld()),
        steps(trail),
        rules,
        rules.isEmpty() ? 0 : config.routes().size() - rules.size(),
        Courses.of(decided),
        plan.map(now -> turnedAway(question, now).orElseGet(() -> course(now))),
        phones(decided, plan, shown),
        device
            .map(it -> new ProviderTrials(config, circumstances, it, shown).of(decided, plan))
            .orElse(List.of()));
  }

  private Course course(CallPlan plan) {
    return Courses.of(plan, circumstances::isFull);
  }

  /** Whom no plan helps. */
  private Optional<Course> turnedAway(RouteQuestion question, CallPlan plan) {
    if (circumstances.isClosed() && !(plan instanceof CallPlan.Emergency)) {
      return Optional.of(Courses.full("this server takes no more calls"));
    }
    return switch (question) {
      case RouteQuestion.FromDevice _ -> Optional.empty();
      case RouteQuestion.FromProvider(var id, _, _, _) ->
          config
              .provider(id)
              .filter(Provider::enabled)
              .filter(circumstances::isFull)
              .map(_ -> Courses.full(id + " has as many calls as it may"));
    };
  }

  private Optional<Device> device(RouteQuestion question) {
    return switch (question) {
      case RouteQuestion.FromDevice(var id, _, _) -> config.device(id);
      case RouteQuestion.FromProvider _ -> Optional.empty();
    };
  }

  private static Explanation.Caller caller(RouteQuestion question, Optional<Device> device) {
    return switch (question) {
      case RouteQuestion.FromDevice(var id, _, _) ->
          new Explanation.Caller(
              Optional.of(id), Optional.empty(), device.map(Device::extension).orElse(""));
      case RouteQuestion.FromProvider(var id, _, var number, _) ->
          new Explanation.Caller(Optional.empty(), Optional.of(id), number);
    };
  }

  private Party shown(RouteQuestion question, Optional<Device> device) {
    return switch (question) {
      case RouteQuestion.FromDevice(_, var called, _) ->
          device
              .map(Party::of)
              .orElse(new Party("", ""))
              .hidden(config.featureCodes().hides(called));
      case RouteQuestion.FromProvider(var id, _, var caller, _) ->
          config
              .provider(id)
              .map(provider -> config.numberPlan(provider).told(caller, provider.numberFormat()))
              .map(number -> new Party(config.numberPlan().dialBack(number), ""))
              .orElse(new Party("", ""));
    };
  }

  private String number(RouteQuestion question, List<TrailStep> trail) {
    return trail.stream()
        .filter(TrailStep.Normalisation.class::isInstance)
        .map(step -> ((TrailStep.Normalisation) step).reading().number().normalised())
        .findFirst()
        .orElseGet(() -> config.featureCodes().withoutHiding(question.called()));
  }

  private static List<Explanation.Step> steps(List<TrailStep> trail) {
    return trail.stream()
        .filter(step -> !(step instanceof TrailStep.Rule))
        .map(step -> new Explanation.Step(step.name(), step.text()))
        .toList();
  }

  private static List<Explanation.Rule> rules(List<TrailStep> trail) {
    return trail.stream()
        .filter(TrailStep.Rule.class::isInstance)
        .map(step -> rule((TrailStep.Rule) step))
        .toList();
  }

  private static Explanation.Rule rule(TrailStep.Rule tried) {
    var route = tried.route();
    var verdict = tried.verdict().name().toLowerCase(Locale.ROOT);
    return new Explanation.Rule(
        route.id(),
        route.name(),
        route.priority(),
        tried.taken(),
        verdict,
        tried.reason(),
        tried.schedule().map(Explainer::schedule));
  }

  private static Explanation.Schedule schedule(ScheduleState state) {
    var schedule = state.schedule();
    return new Explanation.Schedule(
        schedule.id(), schedule.name(), schedule.timezone().getId(), state.open(), state.until());
  }

  private List<Phone> phones(RoutePlan decided, Optional<CallPlan> plan, Party shown) {
    var devices =
        switch (decided) {
          case RingPlan.Ring ring -> ring.devices();
          case DialPlan.ToDevices ring -> ring.devices();
          case DialPlan.FeatureEcho _, DialPlan.ToProvider _, DialPlan.Emergency _, Reject _ ->
              List.<String>of();
        };
    return devices.stream()
        .flatMap(id -> config.device(id).stream())
        .map(it -> new Phone(it.id(), it.extension(), plan.map(now -> contacts(it, now, shown))))
        .toList();
  }

  private List<Contact> contacts(Device device, CallPlan plan, Party shown) {
    return plan instanceof CallPlan.Ring ring
        ? ring.targets().stream().flatMap(target -> contact(device, target, shown)).toList()
        : List.of();
  }

  private Stream<Contact> contact(Device device, Target target, Party shown) {
    return target instanceof Target.Phone(var owner, var binding, _) && owner.equals(device)
        ? Stream.of(
            new Contact(
                binding.contact().toString(),
                binding.address(),
                circumstances.invite(target, shown)))
        : Stream.empty();
  }
}
