package io.siprouter.core.call;

import io.siprouter.config.AppConfig.Device;
import io.siprouter.core.leg.LegEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is to be done with a caller. */
public sealed interface CallPlan {

  /** Let the caller hear itself. */
  record Echo() implements CallPlan {}

  /**
   * Ring all targets at once; the first that answers has the call.
   *
   * @param targets at least one
   * @param onBehalf the device whose dial this is; empty where a provider calls
   */
  record Ring(List<Target> targets, Duration noAnswerTimeout, Optional<Device> onBehalf)
      implements CallPlan {
    public Ring {
      targets = List.copyOf(targets);
    }
  }

  record Refuse(LegEnd end) implements CallPlan {}
}
