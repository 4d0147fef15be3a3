package io.siprouter.core.call;

import io.siprouter.core.leg.LegEnd;
import java.time.Duration;
import java.util.List;

/** What is to be done with a caller. */
public sealed interface CallPlan {

  /** Let the caller hear itself. */
  record Echo() implements CallPlan {}

  /**
   * Ring all targets at once; the first that answers has the call.
   *
   * @param targets at least one
   */
  record Ring(List<Target> targets, Duration noAnswerTimeout) implements CallPlan {
    public Ring {
      targets = List.copyOf(targets);
    }
  }

  record Refuse(LegEnd end) implements CallPlan {}
}
