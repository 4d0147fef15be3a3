package io.siprouter.core.call;

import io.siprouter.config.Provider;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.SipLeg;
import java.util.Optional;

/**
 * A leg on its way from one call to another, where nothing can happen to it.
 *
 * @param id its name in the call that it leaves
 * @param seat the provider whose capacity it takes
 */
record Passenger(SipLeg leg, LegId id, boolean muted, Optional<Provider> seat) {}
