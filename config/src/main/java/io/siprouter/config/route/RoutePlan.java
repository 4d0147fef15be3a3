package io.siprouter.config.route;

/** Where a call goes. */
public sealed interface RoutePlan permits RingPlan, DialPlan {
  /** Why it goes there. */
  Decision why();
}
