package io.siprouter.core.call;

import io.siprouter.config.Provider;
import io.siprouter.core.leg.LegId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the legs of one call take of their providers' capacity. On the call's loop. */
final class TrunkSeats {

  private final TrunkLoad load;
  private final Map<LegId, Provider> taken = new HashMap<>();

  TrunkSeats(TrunkLoad load) {
    this.load = load;
  }

  /** Takes a seat for a leg that is to be invited; false where the provider has none left. */
  boolean take(LegId leg, Target target) {
    return switch (target) {
      case Target.Phone _ -> true;
      case Target.Outside outside ->
          switch (outside.urgency()) {
            case ORDINARY -> take(leg, outside.provider());
            case EMERGENCY -> force(leg, outside.provider());
          };
    };
  }

  /** Takes a seat for a leg; false where the provider has none left. */
  boolean take(LegId leg, Provider provider) {
    var entered = load.enter(provider);
    if (entered) {
      taken.put(leg, provider);
    }
    return entered;
  }

  private boolean force(LegId leg, Provider provider) {
    load.force(provider);
    taken.put(leg, provider);
    return true;
  }

  /** Lets a leg that moves to another call take its seat along. */
  Optional<Provider> handOver(LegId leg) {
    return Optional.ofNullable(taken.remove(leg));
  }

  /** Counts a seat that a leg has brought along. */
  void takeOver(LegId leg, Optional<Provider> seat) {
    seat.ifPresent(provider -> taken.put(leg, provider));
  }

  /** Gives back what a leg has taken, if anything. */
  void leave(LegId leg) {
    var provider = taken.remove(leg);
    if (provider != null) {
      load.leave(provider);
    }
  }
}
