package io.siprouter.core.call;

import static java.util.Comparator.comparingInt;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.Provider;
import io.siprouter.config.number.PhoneNumber;
import io.siprouter.config.route.DialPlan;
import io.siprouter.config.route.Reject;
import io.siprouter.config.route.RingPlan;
import io.siprouter.config.route.RoutePlan;
import io.siprouter.core.explain.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says which providers a device's call would be offered to, and how. Any thread. */
final class ProviderTrials {

  private final AppConfig config;
  private final Circumstances circumstances;
  private final Device caller;
  private final Party shown;
  private final CallerIds callerIds;

  ProviderTrials(AppConfig config, Circumstances circumstances, Device caller, Party shown) {
    this.config = config;
    this.circumstances = circumstances;
    this.caller = caller;
    this.shown = shown;
    this.callerIds = new CallerIds(config);
  }

  /** In the order of trying: those that cannot be reached now go last. */
  List<Explanation.Provider> of(RoutePlan decided, Optional<CallPlan> plan) {
    var reachable = plan.map(ProviderTrials::outside).orElse(List.of());
    return dials(decided)
        .sorted(comparingInt(dial -> position(dial.provider(), reachable)))
        .map(dial -> tried(dial, reachable))
        .toList();
  }

  /** What one provider is asked for. */
  private record Dial(
      Provider provider, String number, OutsideIdentity identity, Urgency urgency) {}

  private Stream<Dial> dials(RoutePlan decided) {
    return switch (decided) {
      case DialPlan.ToProvider(var ids, var number, var callerId, _) ->
          providers(ids).map(provider -> ordinary(provider, number, callerId));
      case DialPlan.Emergency(var number, var ids, _) ->
          providers(ids).map(provider -> help(provider, number));
      case RingPlan.Ring _, DialPlan.ToDevices _, DialPlan.FeatureEcho _, Reject _ ->
          Stream.empty();
    };
  }

  private Stream<Provider> providers(List<String> ids) {
    return ids.stream().flatMap(id -> config.provider(id).stream());
  }

  private Dial ordinary(Provider provider, PhoneNumber number, Optional<String> callerId) {
    var written = config.numberPlan(provider).write(number, provider.numberFormat());
    return new Dial(
        provider,
        written,
        callerIds.of(provider, Initiator.of(caller), callerId),
        Urgency.ORDINARY);
  }

  private Dial help(Provider provider, String number) {
    var identity = callerIds.of(provider, Initiator.of(caller), Optional.empty());
    return new Dial(provider, number, identity, Urgency.EMERGENCY);
  }

  private static List<Target.Outside> outside(CallPlan plan) {
    return switch (plan) {
      case CallPlan.Hunt hunt -> hunt.trunks();
      case CallPlan.Emergency help -> help.hunt().trunks();
      case CallPlan.Echo _, CallPlan.Ring _, CallPlan.Refuse _ -> List.of();
    };
  }

  private static int position(Provider provider, List<Target.Outside> reachable) {
    var order = reachable.stream().map(Target.Outside::provider).toList();
    return order.contains(provider) ? order.indexOf(provider) : order.size();
  }

  private Explanation.Provider tried(Dial dial, List<Target.Outside> reachable) {
    var provider = dial.provider();
    var state = circumstances.state(provider.id());
    return new Explanation.Provider(
        provider.id(),
        dial.number(),
        dial.identity().number(),
        IdentityHeaders.isWithheld(dial.urgency(), dial.identity(), shown),
        state,
        state.map(_ -> circumstances.isFull(provider)),
        reachable.stream()
            .filter(target -> target.provider().equals(provider))
            .map(target -> circumstances.invite(target, shown))
            .findFirst());
  }
}
