package io.siprouter.config.route;

import java.time.Duration;
import java.util.List;

/** Where a call from a provider goes. */
public sealed interface RingPlan extends RoutePlan permits RingPlan.Ring, Reject {
  /**
   * Devices ring at the same time.
   *
   * @param devices ids, at least one
   * @param noAnswerTimeout how long they ring
   */
  record Ring(List<String> devices, Duration noAnswerTimeout, Decision why) implements RingPlan {
    public Ring {
      devices = List.copyOf(devices);
    }
  }
}
