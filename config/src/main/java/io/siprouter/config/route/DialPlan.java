package io.siprouter.config.route;

import io.siprouter.config.number.PhoneNumber;
import java.time.Duration;
import java.util.List;

/** Where a call from a device goes. */
public sealed interface DialPlan
    permits DialPlan.FeatureEcho, DialPlan.ToDevices, DialPlan.ToProvider, Reject {
  /** Why it goes there. */
  Decision why();

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
   * The call leaves through a provider.
   *
   * @param provider its id
   * @param number whom the provider is to be asked for
   */
  record ToProvider(String provider, PhoneNumber number, Decision why) implements DialPlan {}
}
