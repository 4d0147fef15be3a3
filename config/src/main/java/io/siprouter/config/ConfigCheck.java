package io.siprouter.config;

import static java.util.stream.Collectors.toSet;

import io.siprouter.config.number.Country;
import io.siprouter.config.number.EmergencyNumbers;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a schema cannot say about a configuration: values that must differ, fit each other or be
 * addresses. Whatever the schema refuses is passed over here.
 */
final class ConfigCheck {
  private static final String ADDRESS = "\"auto\" or an IP address of one host, in full";
  private static final String HOST =
      "a host name or IP address, with or without :port (IPv6 in brackets)";
  private static final String NAME_SERVER =
      "an IP address, with or without :port (IPv6 in brackets)";
  private static final String NETWORK = "an IP address or a range of them, like 192.168.1.0/24";
  private static final String PATTERN =
      "a number, a prefix ending in *, or a regular expression between slashes";
  private static final String CODEC = "different ones of G722, OPUS, PCMA, PCMU";

  private static final String COUNTRY = "the ISO 3166-1 code of a country, such as DE";

  private static final String HTTP_URL = "an http or https URL with a host and without a user";

  private static final Pattern CAPITALS = Pattern.compile("[A-Z]{2}");

  private final Located config;
  private final List<Fault> faults = new ArrayList<>();

  /**
   * @param config complete with its defaults
   */
  ConfigCheck(Located config) {
    this.config = config;
  }

  List<Fault> faults() {
    checkServer(config.at("server"));
    checkMedia(config.at("media"));
    checkProviders();
    checkDevices();
    checkUnique("routes", "id");
    checkUnique("schedules", "id");
    checkEmergency();
    checkUnique("webhooks", "id");
    config
        .at("webhooks")
        .items()
        .forEach(hook -> checkParses(hook.at("url"), ConfigCheck::httpUrl, HTTP_URL));
    checkParses(config.at("trace").at("hep").at("address"), AddressLiteral::parse, "an IP address");
    return faults;
  }

  private void checkServer(Located server) {
    checkParses(server.at("lanAddress"), AddressSetting::parse, ADDRESS);
    checkParses(server.at("publicAddress"), AddressSetting::parse, ADDRESS);
    checkCountry(server);
    checkNetworks(server.at("trustedNetworks"));
    checkRtpPorts(server.at("rtpPorts"), server.at("sip").at("udpPort"));
    server
        .at("dns")
        .at("servers")
        .items()
        .forEach(place -> checkParses(place, NameServer::parse, NAME_SERVER));
    checkSessionTimer(server.at("sessionTimer"));
  }

  private static Optional<URI> httpUrl(String text) {
    try {
      return Optional.of(new URI(text))
          .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          .filter(url -> url.getHost() != null && url.getUserInfo() == null);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private void checkCountry(Located place) {
    var country = place.at("country");
    country
        .text()
        .filter(CAPITALS.asMatchPredicate())
        .ifPresent(_ -> checkParses(country, Country::of, COUNTRY));
  }

  private void checkNetworks(Located networks) {
    networks.items().forEach(network -> checkParses(network, Network::parse, NETWORK));
  }

  private void checkPatterns(Located patterns) {
    patterns.items().forEach(pattern -> checkParses(pattern, ConfigCheck::pattern, PATTERN));
  }

  private static Optional<NumberPattern> pattern(String text) {
    try {
      return Optional.of(NumberPattern.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private void checkRtpPorts(Located rtpPorts, Located udpPort) {
    var min = rtpPorts.at("min").number();
    var max = rtpPorts.at("max").number();
    if (min.isEmpty() || max.isEmpty()) {
      return;
    }
    int first = min.getAsInt();
    int last = max.getAsInt();
    if (last <= first || last % 2 == 0) {
      faults.add(rtpPorts.at("max").fault("an odd integer above rtpPorts.min (" + first + ")"));
    }
    udpPort.number().stream()
        .filter(port -> first <= port && port <= last)
        .forEach(_ -> faults.add(udpPort.fault("a port outside of server.rtpPorts")));
  }

  private void checkSessionTimer(Located timer) {
    var interval = timer.at("intervalSec");
    int least = timer.at("minSec").number().orElse(0);
    if (interval.number().orElse(Integer.MAX_VALUE) < least) {
      faults.add(interval.fault("at least sessionTimer.minSec (" + least + ")"));
    }
  }

  private void checkMedia(Located media) {
    checkCodecs(media);
    var least = media.at("jitter").at("minMs");
    var greatest = media.at("jitter").at("maxMs");
    if (least.number().orElse(0) > greatest.number().orElse(Integer.MAX_VALUE)) {
      faults.add(greatest.fault("at least jitter.minMs (" + least.number().orElse(0) + ")"));
    }
  }

  private void checkProviders() {
    config.at("providers").items().forEach(this::checkCodecs);
    config.at("providers").items().forEach(this::checkCountry);
    config
        .at("providers")
        .items()
        .forEach(provider -> checkParses(provider.at("domain"), HostPort::parse, HOST));
    config
        .at("providers")
        .items()
        .forEach(provider -> checkParses(provider.at("outboundProxy"), HostPort::parse, HOST));
    config.at("providers").items().forEach(provider -> checkNetworks(provider.at("peers")));
    checkUnique("providers", "id");
  }

  private void checkDevices() {
    config.at("devices").items().forEach(this::checkCodecs);
    config
        .at("devices")
        .items()
        .forEach(
            device -> {
              checkNetworks(device.at("expectedAddress"));
              checkPatterns(device.at("mayDial"));
            });
    Stream.of("id", "extension", "username").forEach(field -> checkUnique("devices", field));
    var echo = config.at("featureCodes").at("echo");
    config
        .at("devices")
        .items()
        .map(device -> device.at("extension"))
        .filter(extension -> extension.text().isPresent())
        .filter(extension -> extension.text().equals(echo.text()))
        .forEach(same -> faults.add(same.fault("as " + echo.path(), "no feature code")));
  }

  private void checkEmergency() {
    var numbers = emergencyNumbers();
    config
        .at("devices")
        .items()
        .map(device -> device.at("extension"))
        .filter(extension -> extension.text().filter(numbers::contains).isPresent())
        .forEach(same -> faults.add(same.fault("no emergency number, see emergencyNumbers")));
    checkEmergencyProviders();
  }

  private void checkEmergencyProviders() {
    var known =
        config
            .at("providers")
            .items()
            .flatMap(item -> item.at("id").text().stream())
            .collect(toSet());
    config
        .at("emergencyProviders")
        .items()
        .filter(place -> place.text().filter(id -> !known.contains(id)).isPresent())
        .forEach(place -> faults.add(place.fault("the id of a provider")));
  }

  private List<String> emergencyNumbers() {
    return config.has("emergencyNumbers")
        ? config.at("emergencyNumbers").items().flatMap(item -> item.text().stream()).toList()
        : EmergencyNumbers.of(config.at("server").at("country").text().orElse(""));
  }

  private void checkCodecs(Located owner) {
    var seen = new HashSet<CodecName>();
    owner.at("codecs").items().forEach(item -> checkCodec(item, seen));
  }

  private void checkCodec(Located item, Set<CodecName> seen) {
    item.text()
        .filter(text -> CodecName.parse(text).filter(seen::add).isEmpty())
        .ifPresent(_ -> faults.add(item.fault(CODEC)));
  }

  private <T> void checkParses(Located place, Function<String, Optional<T>> parse, String allowed) {
    place
        .text()
        .filter(text -> parse.apply(text).isEmpty())
        .ifPresent(_ -> faults.add(place.fault(allowed)));
  }

  private void checkUnique(String section, String field) {
    var first = new HashMap<String, Located>();
    config
        .at(section)
        .items()
        .map(item -> item.at(field))
        .forEach(place -> place.text().ifPresent(text -> checkFirst(place, text, first)));
  }

  private void checkFirst(Located place, String text, Map<String, Located> first) {
    var earlier = first.putIfAbsent(text, place);
    if (earlier != null) {
      faults.add(place.fault("as " + earlier.path(), "a value that no other one has"));
    }
  }
}
