package io.siprouter.core.call;

import io.siprouter.config.Provider;
import io.siprouter.config.route.Decision;
import io.siprouter.config.route.DialPlan;
import io.siprouter.config.route.Reject;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RoutePlan;
import io.siprouter.core.explain.Explanation.Course;
import io.siprouter.core.explain.Explanation.Result;
import io.siprouter.core.leg.LegEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Says in few words what a decision or a plan comes to. Pure. */
final class Courses {

  private Courses() {}

  /** What the configuration decides. */
  static Course of(RoutePlan decided) {
    var why = decided.why();
    return switch (decided) {
      case DialPlan.FeatureEcho _ -> goesOn(Result.ECHO, why);
      case DialPlan.ToProvider _ -> goesOn(Result.DIAL, why);
      case DialPlan.Emergency _ -> goesOn(Result.EMERGENCY, why);
      case DialPlan.ToDevices ring -> rings(why, ring.noAnswerTimeout());
      case RingPlan.Ring ring -> rings(why, ring.noAnswerTimeout());
      case Reject(var code, _) -> refused(why.routeId(), why.reason(), code);
    };
  }

  /**
   * What is possible at this moment.
   *
   * @param full whether a provider has as many calls as it may
   */
  static Course of(CallPlan plan, Predicate<Provider> full) {
    return switch (plan) {
      case CallPlan.Echo _ -> now(Result.ECHO, "the caller hears itself");
      case CallPlan.Ring ring -> now(Result.RING, ringing(ring.targets().size()));
      case CallPlan.Hunt hunt -> dials(hunt, full);
      case CallPlan.Emergency(_, var hunt) ->
          hunt.trunks().isEmpty()
              ? refused(Optional.empty(), "no provider can be reached", Urgency.NO_HELP.sipStatus())
              : now(
                  Result.EMERGENCY, hunt.trunks().getFirst().provider().id() + " is called first");
      case CallPlan.Refuse(var end, var why) ->
          refused(why.routeId(), why.reason(), end.sipStatus());
    };
  }

  private static Course dials(CallPlan.Hunt hunt, Predicate<Provider> full) {
    return hunt.trunks().stream()
        .map(Target.Outside::provider)
        .filter(full.negate())
        .findFirst()
        .map(free -> now(Result.DIAL, free.id() + " is called first"))
        .orElseGet(() -> full("no provider may have one more call"));
  }

  /** There are as many calls as may be. */
  static Course full(String reason) {
    return refused(Optional.empty(), reason, LegEnd.full().sipStatus());
  }

  private static String ringing(int phones) {
    return phones == 1 ? "1 phone rings" : phones + " phones ring";
  }

  private static Course now(Result result, String reason) {
    return new Course(result, Optional.empty(), reason, Optional.empty(), Optional.empty());
  }

  private static Course goesOn(Result result, Decision why) {
    return new Course(result, why.routeId(), why.reason(), Optional.empty(), Optional.empty());
  }

  private static Course rings(Decision why, Duration patience) {
    return new Course(
        Result.RING,
        why.routeId(),
        why.reason(),
        Optional.empty(),
        Optional.of(patience.toSeconds()));
  }

  private static Course refused(Optional<String> route, String reason, int status) {
    return new Course(Result.REFUSE, route, reason, Optional.of(status), Optional.empty());
  }
}
