package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.config.Route.CallDirection;
import io.siprouter.config.route.Decision;
import io.siprouter.core.leg.LegEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is to be done with a caller. */
public sealed interface CallPlan {

  /** Why this is done. */
  Decision why();

  /** Whether the call leaves the house, seen from whoever dials. */
  default CallDirection direction() {
    return switch (this) {
      case Hunt _, Emergency _ -> CallDirection.OUTBOUND;
      case Echo _, Ring _, Refuse _ -> CallDirection.INTERNAL;
    };
  }

  /** Let the caller hear itself. */
  record Echo(Decision why) implements CallPlan {}

  /**
   * Ring all targets at once; the first that answers has the call.
   *
   * @param targets at least one
   * @param onBehalf the device whose dial this is; empty where a provider calls
   */
  record Ring(
      List<Target> targets, Duration noAnswerTimeout, Optional<Device> onBehalf, Decision why)
      implements CallPlan {
    public Ring {
      targets = List.copyOf(targets);
    }
  }

  /**
   * Call through the first provider that takes the call.
   *
   * @param trunks in the order to try them, at least one unless the call is an emergency
   * @param onBehalf the device whose dial this is; empty where a program dials for no device
   */
  record Hunt(
      List<Target.Outside> trunks,
      Urgency urgency,
      Duration noAnswerTimeout,
      Optional<Device> onBehalf,
      Decision why)
      implements CallPlan {
    public Hunt {
      trunks = List.copyOf(trunks);
    }
  }

  /**
   * Call for help.
   *
   * @param number of those who help
   */
  record Emergency(String number, Hunt hunt) implements CallPlan {
    @Override
    public Decision why() {
      return hunt.why();
    }
  }

  record Refuse(LegEnd end, Decision why) implements CallPlan {}
}
