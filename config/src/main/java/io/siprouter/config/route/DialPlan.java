package io.siprouter.config.route;

import io.siprouter.config.number.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where a call from a device goes. */
public sealed interface DialPlan extends RoutePlan
    permits DialPlan.FeatureEcho,
        DialPlan.ToDevices,
        DialPlan.ToProvider,
        DialPlan.Emergency,
        Reject {
  /** The caller hears itself. */
  record FeatureEcho(Decision why) implements DialPlan {}

  /**
   * Devices ring at the same time.
   *
   * @param devices ids, at least one, never the caller
   * @param noAnswerTimeout how long they ring
   */
  record ToDevices(List<String> devices, Duration noAnswerTimeout, Decision why)
      implements DialPlan {
    public ToDevices {
      devices = List.copyOf(devices);
    }
  }

  /**
   * The call leaves through the first provider that can take it.
   *
   * @param providers ids in the order to try them, at least one
   * @param number whom they are to be asked for
   * @param callerId whom to show instead of the device's number
   */
  record ToProvider(
      List<String> providers, PhoneNumber number, Optional<String> callerId, Decision why)
      implements DialPlan {
    public ToProvider {
      providers = List.copyOf(providers);
    }
  }

  /**
   * Somebody needs help. No rule and no limit stands in the way.
   *
   * @param number to be called exactly so
   * @param providers ids of all that are enabled, in the order to try them; may be empty
   */
  record Emergency(String number, List<String> providers, Decision why) implements DialPlan {
    public Emergency {
      providers = List.copyOf(providers);
    }
  }
}
