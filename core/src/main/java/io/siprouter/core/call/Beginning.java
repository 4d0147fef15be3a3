package io.siprouter.core.call;

import io.siprouter.config.Route.CallDirection;
import io.siprouter.config.route.Decision;

/**
 * What is known of a call when it begins.
 *
 * @param to the number called, as dialled
 * @param toNormalised its worldwide form, for want of one as dialled
 * @param why it goes where it goes
 */
record Beginning(
    CallSource source,
    CallDirection direction,
    Party from,
    String to,
    String toNormalised,
    Decision why) {

  static Beginning of(Arrival arrival, CallPlan plan) {
    return new Beginning(
        arrival.source(),
        arrival.provider().isPresent() ? CallDirection.INBOUND : plan.direction(),
        arrival.party(),
        arrival.dialled(),
        arrival.normalised(),
        plan.why());
  }
}
