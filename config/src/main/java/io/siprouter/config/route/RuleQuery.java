package io.siprouter.config.route;

import io.siprouter.config.NumberPattern;
import io.siprouter.config.Route.CallDirection;
import io.siprouter.config.Route.Match;
import io.siprouter.config.number.PhoneNumber;
import io.siprouter.config.schedule.ScheduleState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A call as rules see it. Pure. */
public sealed interface RuleQuery {
  PhoneNumber called();

  /** One without digits when withheld. */
  PhoneNumber caller();

  /** When it begins. */
  Instant at();

  record FromProvider(String providerId, PhoneNumber called, PhoneNumber caller, Instant at)
      implements RuleQuery {}

  record FromDevice(String deviceId, PhoneNumber called, PhoneNumber caller, Instant at)
      implements RuleQuery {}

  /** Whether a rule takes the call: everything must fit. */
  default RuleVerdict verdict(ScheduledRoute rule) {
    var match = rule.route().match();
    if (!rule.route().enabled()) {
      return RuleVerdict.DISABLED;
    }
    if (!isOfDirection(match.direction())) {
      return RuleVerdict.OTHER_DIRECTION;
    }
    if (!isFrom(match)) {
      return RuleVerdict.OTHER_SOURCE;
    }
    if (!match.numberPattern().matches(called())) {
      return RuleVerdict.OTHER_NUMBER;
    }
    if (!match.callerPattern().matches(caller())) {
      return RuleVerdict.OTHER_CALLER;
    }
    return rule.isFor(at()) ? RuleVerdict.TAKEN : RuleVerdict.OTHER_TIME;
  }

  private boolean isOfDirection(CallDirection direction) {
    return switch (this) {
      case FromProvider _ -> direction == CallDirection.INBOUND;
      case FromDevice _ -> direction != CallDirection.INBOUND;
    };
  }

  private boolean isFrom(Match match) {
    return switch (this) {
      case FromProvider(var id, _, _, _) -> isOneOf(match.sourceProvider(), id);
      case FromDevice(var id, _, _, _) -> isOneOf(match.sourceDevice(), id);
    };
  }

  private static boolean isOneOf(Optional<String> wanted, String id) {
    return wanted.filter(other -> !other.equals(id)).isEmpty();
  }

  /** The verdict in words for people. */
  default String reason(ScheduledRoute rule, RuleVerdict verdict) {
    var match = rule.route().match();
    return switch (verdict) {
      case TAKEN -> "matches" + rule.state(at()).map(state -> ", " + times(state)).orElse("");
      case DISABLED -> "is disabled";
      case OTHER_DIRECTION ->
          "is for " + match.direction().name().toLowerCase(Locale.ROOT) + " calls";
      case OTHER_SOURCE -> "is for calls from " + source(match);
      case OTHER_NUMBER -> mismatch("", called(), match.numberPattern());
      case OTHER_CALLER -> mismatch("caller ", caller(), match.callerPattern());
      case OTHER_TIME -> rule.state(at()).map(RuleQuery::times).orElseThrow();
    };
  }

  private static String times(ScheduleState state) {
    return state.schedule().id() + " is " + state.text();
  }

  private static String source(Match match) {
    return match
        .sourceProvider()
        .map(id -> "provider " + id)
        .or(() -> match.sourceDevice().map(id -> "device " + id))
        .orElse("anywhere");
  }

  private static String mismatch(String role, PhoneNumber number, NumberPattern pattern) {
    return "%s%s is not %s".formatted(role, forms(number), pattern);
  }

  private static String forms(PhoneNumber number) {
    if (number.dialled().isEmpty()) {
      return "without a number";
    }
    return number.dialled().equals(number.normalised())
        ? number.dialled()
        : number.normalised() + " or " + number.dialled();
  }
}
