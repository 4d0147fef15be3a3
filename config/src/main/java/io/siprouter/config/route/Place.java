package io.siprouter.config.route;

import io.siprouter.config.AppConfig;
import io.siprouter.config.number.PhoneNumber;
import java.util.List;

/**
 * Where a call goes, whatever the reason.
 *
 * @param text for people
 * @param number that is asked for there; empty where it is the house itself
 * @param refused whether it goes nowhere
 */
record Place(String text, String number, boolean refused) {

  static Place of(RoutePlan plan, AppConfig config) {
    return switch (plan) {
      case DialPlan.FeatureEcho _ -> inside("echo test");
      case DialPlan.ToDevices(var devices, _, _) -> inside(rings(devices));
      case RingPlan.Ring(var devices, _, _) -> inside(rings(devices));
      case DialPlan.ToProvider(var providers, var number, _, _) ->
          outside("leaves through ", providers, written(number, providers, config));
      case DialPlan.Emergency(var number, var providers, _) ->
          outside("help through ", providers, number);
      case Reject(var code, _) -> new Place("refused with " + code, "", true);
    };
  }

  private static Place inside(String text) {
    return new Place(text, "", false);
  }

  private static Place outside(String how, List<String> providers, String number) {
    return new Place(how + String.join(", else ", providers), number, false);
  }

  private static String rings(List<String> devices) {
    return "rings " + String.join(", ", devices);
  }

  private static String written(PhoneNumber number, List<String> providers, AppConfig config) {
    return config
        .provider(providers.getFirst())
        .map(provider -> config.numberPlan(provider).write(number, provider.numberFormat()))
        .orElseThrow();
  }

  /** The same with the number. */
  String inFull() {
    return text + " as " + number;
  }
}
