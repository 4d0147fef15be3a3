package io.siprouter.config;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.config.header.HeaderSection;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.config.number.NumberPlan;
import io.siprouter.config.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole configuration, checked and complete. Immutable. Ranges and defaults of every field are
 * those of the JSON Schema beside it, see docs/configuration.md.
 *
 * @param emergencyNumbers as configured; see {@link #emergency()}
 * @param emergencyProviders as configured; see {@link #emergencyOrder()}
 */
public record AppConfig(
    Server server,
    Media media,
    List<Provider> providers,
    List<Device> devices,
    List<Route> routes,
    List<Schedule> schedules,
    FeatureCodes featureCodes,
    Optional<List<String>> emergencyNumbers,
    List<String> emergencyProviders,
    HeaderSection headers,
    TraceSection trace,
    HistorySection history,
    List<UserEntry> users,
    List<TokenEntry> tokens,
    List<WebhookEntry> webhooks) {

  public AppConfig {
    providers = List.copyOf(providers);
    devices = List.copyOf(devices);
    routes = List.copyOf(routes);
    schedules = List.copyOf(schedules);
    emergencyNumbers = emergencyNumbers.map(List::copyOf);
    emergencyProviders = List.copyOf(emergencyProviders);
    users = List.copyOf(users);
    tokens = List.copyOf(tokens);
    webhooks = List.copyOf(webhooks);
  }

  public Optional<Provider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  public Optional<Device> device(String id) {
    return devices.stream().filter(device -> device.id().equals(id)).findFirst();
  }

  /** The device that somebody means by its id or extension. */
  public Optional<Device> deviceNamed(String idOrExtension) {
    return device(idOrExtension)
        .or(
            () ->
                devices.stream()
                    .filter(device -> device.extension().equals(idOrExtension))
                    .findFirst());
  }

  public Optional<Schedule> schedule(String id) {
    return schedules.stream().filter(schedule -> schedule.id().equals(id)).findFirst();
  }

  /** How the phones of this server dial. */
  public NumberPlan numberPlan() {
    return NumberPlan.at(
        server.country(), server.areaCode(), server.nationalPrefix(), server.internationalPrefix());
  }

  /** How numbers are dialled at a provider; one of another country shares nothing with ours. */
  public NumberPlan numberPlan(Provider provider) {
    var foreign = provider.country().filter(code -> !code.equals(server.country())).isPresent();
    return NumberPlan.at(
        provider.country().orElse(server.country()),
        provider.areaCode().orElse(foreign ? "" : server.areaCode()),
        provider.nationalPrefix().orElse(foreign ? NumberPlan.AUTO : server.nationalPrefix()),
        provider
            .internationalPrefix()
            .orElse(foreign ? NumberPlan.AUTO : server.internationalPrefix()));
  }

  /** Which dialled numbers ask for help: decided before every rule, exempt from every limit. */
  public EmergencyNumbers emergency() {
    var numbers = emergencyNumbers.orElseGet(() -> EmergencyNumbers.of(server.country()));
    return EmergencyNumbers.of(numbers, numberPlan(), dialledBefore());
  }

  private List<String> dialledBefore() {
    var outsideLines =
        routes.stream()
            .map(Route::action)
            .filter(RouteAction.Dial.class::isInstance)
            .map(action -> ((RouteAction.Dial) action).stripPrefix());
    return Stream.concat(Stream.of(featureCodes.hideNumber()), outsideLines).toList();
  }

  /** All enabled providers in the order to call for help through. */
  public List<Provider> emergencyOrder() {
    return Stream.concat(
            emergencyProviders.stream().flatMap(id -> provider(id).stream()), providers.stream())
        .filter(Provider::enabled)
        .distinct()
        .toList();
  }

  /** Headers that requests to a provider carry; later rules win. */
  public List<HeaderRule> headersTo(Provider provider) {
    return headers.towardsProvider(provider.headers());
  }

  /** Headers that requests to a device carry; later rules win. */
  public List<HeaderRule> headersTo(Device device) {
    return headers.towardsDevice(device.headers());
  }

  /** Codecs to offer to a provider, best first. */
  public List<CodecName> codecsOf(Provider provider) {
    return provider.codecs().isEmpty() ? media.codecs() : provider.codecs();
  }

  /** Codecs to offer to a device, best first. */
  public List<CodecName> codecsOf(Device device) {
    return device.codecs().isEmpty() ? media.codecs() : device.codecs();
  }
}
