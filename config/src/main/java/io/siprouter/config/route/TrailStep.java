package io.siprouter.config.route;

import static java.util.stream.Collectors.joining;

import io.siprouter.config.Device;
import io.siprouter.config.NumberPattern;
import io.siprouter.config.Route;
import io.siprouter.config.number.NumberReading;
import io.siprouter.config.schedule.ScheduleState;
import java.util.Optional;

/** One thing that was looked at on the way to a decision. Says so in words only when asked. */
public sealed interface TrailStep {
  /** The step's name for programs. */
  String name();

  /** What was found, for people, without full stop. */
  String text();

  /** A call is hidden by what is dialled before the number. */
  record HidePrefix(String prefix, boolean dialled) implements TrailStep {
    @Override
    public String name() {
      return "hide_number";
    }

    @Override
    public String text() {
      return dialled
          ? prefix + " hides the caller's number"
          : "does not begin with " + prefix + ", so the caller's number may be seen";
    }
  }

  /**
   * Help is called before every rule.
   *
   * @param meant the number of those who help; empty for every other number
   */
  record Emergency(Optional<String> meant) implements TrailStep {
    @Override
    public String name() {
      return "emergency";
    }

    @Override
    public String text() {
      return meant
          .map(number -> number + " asks for help: no rule, right or limit stands in the way")
          .orElse("is not an emergency number");
    }
  }

  /** Services of this server. */
  record FeatureCode(String dialled, boolean echo) implements TrailStep {
    @Override
    public String name() {
      return "feature_code";
    }

    @Override
    public String text() {
      return echo ? dialled + " is the echo test" : "is not a feature code";
    }
  }

  /** The number is read by the number plan of where it comes from. */
  record Normalisation(NumberReading reading) implements TrailStep {
    @Override
    public String name() {
      return "number";
    }

    @Override
    public String text() {
      return reading.number() + ": " + reading.why();
    }
  }

  /**
   * Which numbers the caller may dial.
   *
   * @param allowedBy the first pattern that allows it
   */
  record Rights(Device caller, Optional<NumberPattern> allowedBy) implements TrailStep {
    @Override
    public String name() {
      return "rights";
    }

    @Override
    public String text() {
      return allowedBy
          .map(pattern -> caller.id() + " may dial it: " + pattern)
          .orElseGet(() -> caller.id() + " may not dial it; it may dial " + everything());
    }

    private String everything() {
      return caller.mayDial().isEmpty()
          ? "nothing at all"
          : caller.mayDial().stream().map(Object::toString).collect(joining(", "));
    }
  }

  /**
   * Devices dial each other without a rule.
   *
   * @param deviceId whose extension it is
   */
  record Extension(String dialled, Optional<String> deviceId) implements TrailStep {
    @Override
    public String name() {
      return "extension";
    }

    @Override
    public String text() {
      return deviceId
          .map(id -> dialled + " is the extension of " + id)
          .orElse("is nobody's extension");
    }
  }

  /** One rule was held against the call. */
  record Rule(ScheduledRoute rule, RuleVerdict verdict, RuleQuery call) implements TrailStep {
    public Route route() {
      return rule.route();
    }

    /** The verdict, for people, without full stop. */
    public String reason() {
      return call.reason(rule, verdict);
    }

    /** What the rule's schedule is; empty where it has none or something else did not fit. */
    public Optional<ScheduleState> schedule() {
      return taken() || verdict == RuleVerdict.OTHER_TIME
          ? rule.state(call.at())
          : Optional.empty();
    }

    public boolean taken() {
      return verdict == RuleVerdict.TAKEN;
    }

    @Override
    public String name() {
      return "rule";
    }

    @Override
    public String text() {
      return route().id() + " " + reason();
    }
  }
}
