package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.RouteAction;
import java.util.Optional;

/** Chooses the number that a call to the outside shows. Pure; any thread. */
final class CallerIds {

  private final AppConfig config;

  CallerIds(AppConfig config) {
    this.config = config;
  }

  /**
   * A route that withholds the number goes first, then the number that is asked for or, for want of
   * it, the route's, then the device's; what is not the route's has to be a number of the
   * provider's. Else it is the provider's own.
   *
   * @param callerId of the route
   */
  OutsideIdentity of(Provider provider, Initiator by, Optional<String> callerId) {
    var withheld = callerId.filter(RouteAction.Dial.ANONYMOUS::equals).isPresent();
    var number =
        by.showing()
            .filter(wish -> isNumberOf(provider, wish))
            .or(() -> callerId.filter(_ -> !withheld))
            .or(
                () ->
                    by.onBehalf()
                        .flatMap(Device::callerNumber)
                        .filter(own -> isNumberOf(provider, own)))
            .orElseGet(provider::callerNumber);
    return new OutsideIdentity(written(provider, number), withheld);
  }

  private boolean isNumberOf(Provider provider, String number) {
    return provider.numbers().stream()
        .anyMatch(own -> worldwide(provider, own).equals(worldwide(provider, number)));
  }

  private String worldwide(Provider provider, String number) {
    return config.numberPlan(provider).told(number, provider.numberFormat()).normalised();
  }

  private String written(Provider provider, String number) {
    var plan = config.numberPlan(provider);
    var format = provider.numberFormat();
    return plan.write(plan.told(number, format), format);
  }
}
