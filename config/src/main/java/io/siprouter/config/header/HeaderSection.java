package io.siprouter.config.header;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Headers of requests to everybody.
 *
 * @param all of every request
 * @param methods of the requests of a method, by its name in capitals
 * @param toProviders of the requests in this direction
 * @param toDevices of the requests in this direction
 */
public record HeaderSection(
    Map<String, String> all,
    Map<String, Map<String, String>> methods,
    Map<String, String> toProviders,
    Map<String, String> toDevices) {

  public HeaderSection {
    all = Map.copyOf(all);
    methods = Map.copyOf(methods);
    toProviders = Map.copyOf(toProviders);
    toDevices = Map.copyOf(toDevices);
  }

  /** What goes to a provider with headers of its own; later rules win. */
  public List<HeaderRule> towardsProvider(Map<String, String> own) {
    return towards(toProviders, own);
  }

  /** What goes to a device with headers of its own; later rules win. */
  public List<HeaderRule> towardsDevice(Map<String, String> own) {
    return towards(toDevices, own);
  }

  private List<HeaderRule> towards(Map<String, String> direction, Map<String, String> own) {
    var byMethod =
        methods.entrySet().stream().flatMap(e -> rules(Optional.of(e.getKey()), e.getValue()));
    var general = Stream.concat(rules(Optional.empty(), all), byMethod);
    var particular =
        Stream.concat(rules(Optional.empty(), direction), rules(Optional.empty(), own));
    return Stream.concat(general, particular).toList();
  }

  private static Stream<HeaderRule> rules(Optional<String> method, Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> new HeaderRule(method, header.getKey(), header.getValue()));
  }
}
