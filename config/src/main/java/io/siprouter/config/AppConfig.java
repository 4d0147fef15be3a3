package io.siprouter.config;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.config.header.HeaderSection;
import io.siprouter.config.number.EmergencyNumbers;
import io.siprouter.config.number.NumberFormat;
import io.siprouter.config.number.NumberPlan;
import io.siprouter.config.number.PhoneNumber;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    FeatureCodes featureCodes,
    Optional<List<String>> emergencyNumbers,
    List<String> emergencyProviders,
    HeaderSection headers) {

  public AppConfig {
    providers = List.copyOf(providers);
    devices = List.copyOf(devices);
    routes = List.copyOf(routes);
    emergencyNumbers = emergencyNumbers.map(List::copyOf);
    emergencyProviders = List.copyOf(emergencyProviders);
  }

  public Optional<Provider> provider(String id) {
    return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
  }

  public Optional<Device> device(String id) {
    return devices.stream().filter(device -> device.id().equals(id)).findFirst();
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

  /**
   * Addresses, ports and limits of this server, and how its phones dial.
   *
   * @param country ISO 3166-1 alpha-2; empty: numbers stay as dialled
   */
  public record Server(
      AddressSetting lanAddress,
      AddressSetting publicAddress,
      String realm,
      Sip sip,
      RtpPorts rtpPorts,
      Limits limits,
      Dns dns,
      String country,
      String areaCode,
      String nationalPrefix,
      String internationalPrefix,
      List<Network> trustedNetworks,
      SessionTimer sessionTimer) {
    public Server {
      trustedNetworks = List.copyOf(trustedNetworks);
    }
  }

  /**
   * Ports of SIP.
   *
   * @param tls empty: no TLS connections are taken, and the port is not opened
   */
  public record Sip(int udpPort, int tcpPort, int tlsPort, Optional<ServerTls> tls) {}

  /**
   * What peers that connect by TLS are shown, and what they have to show. Files are absolute.
   *
   * @param ca who has to have signed the certificates of peers; given unless {@code clientAuth} is
   *     {@link ClientAuth#NONE}
   */
  public record ServerTls(Path cert, Path key, ClientAuth clientAuth, Optional<Path> ca) {}

  /** Whether peers show a certificate of their own. */
  public enum ClientAuth {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /** UDP ports of sound, both ends included: {@code min} is even, {@code max} odd. */
  public record RtpPorts(int min, int max) {}

  /**
   * Where names are looked up.
   *
   * @param servers asked in this order; none are those of the system
   */
  public record Dns(List<NameServer> servers) {
    public Dns {
      servers = List.copyOf(servers);
    }
  }

  /**
   * What the server refuses to exceed.
   *
   * @param callDurationSec 0 for no limit
   * @param perSourceRate messages of one source a second; more are dropped
   * @param banAfter wrong credentials that a source is banned for; 0 bans nobody
   * @param maxMessageBytes of SIP that is received
   */
  public record Limits(
      int calls, int callDurationSec, int perSourceRate, int banAfter, int maxMessageBytes) {}

  /** How often a session is refreshed, and how short its interval may be [s]. */
  public record SessionTimer(int intervalSec, int minSec) {}

  /** Which extensions of SIP one peer copes with. */
  public record Quirks(boolean sessionTimer, Usage reliableProvisional) {}

  /** How much an extension is wanted. */
  public enum Usage {
    OFF,
    SUPPORTED,
    REQUIRED
  }

  /**
   * Sound.
   *
   * @param codecs best first, never empty
   * @param mixerThreads 0 is twice the processors, at least 4
   * @param rtpTimeoutSec silence that ends a leg where packets are due; 0 for no limit
   * @param holdTimeoutSec the same where a party is on hold
   */
  public record Media(
      List<CodecName> codecs,
      Jitter jitter,
      int mixerThreads,
      int rtpTimeoutSec,
      int holdTimeoutSec) {
    public Media {
      codecs = List.copyOf(codecs);
    }
  }

  /** Bounds of the playout delay [ms]. */
  public record Jitter(int minMs, int maxMs) {}

  /** Transport towards a provider. */
  public enum Transport {
    /** Whatever the provider's domain prefers. */
    AUTO,
    UDP,
    TCP,
    TLS
  }

  /**
   * TLS towards a provider. Files are absolute.
   *
   * @param ca whom to trust; empty: the authorities that came with the Java runtime
   * @param cert what we prove ourselves with; given with {@code key} or not at all
   * @param verify false takes any certificate of anybody
   */
  public record ProviderTls(
      Optional<Path> ca, Optional<Path> cert, Optional<Path> key, boolean verify) {}

  /** What keeps the way to a provider open. */
  public enum KeepAlive {
    /** Questions whether it is there. */
    OPTIONS,
    /** Empty lines. */
    CRLF
  }

  /**
   * An account at a SIP provider.
   *
   * @param username the first number unless given
   * @param authUsername user name of the digest, the username unless given
   * @param password empty: no challenge is answered
   * @param codecs as configured; see {@link AppConfig#codecsOf(Provider)}
   * @param country as configured, like the next three; see {@link AppConfig#numberPlan(Provider)}
   * @param numberFormat how the provider writes numbers
   * @param maxCalls at the same time, in and out; 0 is any number
   * @param outboundProxy where requests go instead of the domain
   * @param register false: the provider knows us by our address
   * @param keepAliveSec 0: none
   * @param headers as configured; see {@link AppConfig#headersTo(Provider)}
   */
  public record Provider(
      String id,
      boolean enabled,
      String displayName,
      HostPort domain,
      Transport transport,
      String username,
      String authUsername,
      Optional<Secret> password,
      int registerIntervalSec,
      List<CodecName> codecs,
      List<String> numbers,
      boolean followRedirects,
      Optional<String> country,
      Optional<String> areaCode,
      Optional<String> nationalPrefix,
      Optional<String> internationalPrefix,
      NumberFormat numberFormat,
      int maxCalls,
      CallerId callerId,
      Optional<HostPort> outboundProxy,
      boolean register,
      int keepAliveSec,
      ProviderTls tls,
      List<Network> peers,
      Quirks quirks,
      Map<String, String> headers,
      KeepAlive keepAlive) {

    public Provider {
      displayName = displayName.isEmpty() ? id : displayName;
      username = username.isEmpty() ? numbers.getFirst() : username;
      authUsername = authUsername.isEmpty() ? username : authUsername;
      codecs = List.copyOf(codecs);
      numbers = List.copyOf(numbers);
      peers = List.copyOf(peers);
      headers = Map.copyOf(headers);
    }

    /** Whether it is this provider that calls from there. */
    public boolean callsFrom(InetAddress source) {
      return peers.stream().anyMatch(network -> network.contains(source));
    }

    /** The caller of outbound calls: the first number, without any the username. */
    public String callerNumber() {
      return numbers.isEmpty() ? username : numbers.getFirst();
    }
  }

  /**
   * How a provider is told who calls, and tells us.
   *
   * @param trusted whether the provider's word about a caller goes before what the caller wrote
   */
  public record CallerId(FromUser from, IdentityHeader header, Withholding clir, boolean trusted) {}

  /** What stands in the From header towards a provider. */
  public enum FromUser {
    NUMBER,
    USERNAME
  }

  /**
   * Where else the caller's number stands: RFC 3325, or the Remote-Party-ID that came before it.
   */
  public enum IdentityHeader {
    NONE,
    PAI,
    PPI,
    RPID
  }

  /** How a provider is asked to hide the caller's number. RFC 3323. */
  public enum Withholding {
    /** From without caller, and Privacy. */
    ANONYMOUS,
    /** From as ever, and Privacy. */
    PRIVACY
  }

  /**
   * A phone that registers here.
   *
   * @param digest what it is challenged with, strongest first, never empty
   * @param codecs as configured; see {@link AppConfig#codecsOf(Device)}
   * @param expectedAddress where it may come from; empty: from anywhere
   * @param callerNumber shown by providers that have it among their numbers
   * @param mayDial empty: nothing but emergency numbers
   * @param headers as configured; see {@link AppConfig#headersTo(Device)}
   */
  public record Device(
      String id,
      String displayName,
      String extension,
      String username,
      Secret password,
      List<DigestName> digest,
      int maxContacts,
      List<CodecName> codecs,
      List<Network> expectedAddress,
      Optional<String> callerNumber,
      List<NumberPattern> mayDial,
      Quirks quirks,
      Map<String, String> headers) {

    public Device {
      displayName = displayName.isEmpty() ? id : displayName;
      digest = digest.stream().sorted().toList();
      headers = Map.copyOf(headers);
      codecs = List.copyOf(codecs);
      expectedAddress = List.copyOf(expectedAddress);
      mayDial = List.copyOf(mayDial);
    }

    /** Whether it may call this number. */
    public boolean mayDial(PhoneNumber number) {
      return mayDial.stream().anyMatch(pattern -> pattern.matches(number));
    }

    /** Whether it may register and call from there. */
    public boolean isExpectedFrom(InetAddress source) {
      return expectedAddress.isEmpty()
          || expectedAddress.stream().anyMatch(network -> network.contains(source));
    }
  }

  /** Where calls go that match. A lower priority is looked at first. */
  public record Route(
      String id, String name, boolean enabled, int priority, Match match, RouteAction action) {

    public Route {
      name = name.isEmpty() ? id : name;
    }
  }

  /** From provider, from device to provider, from device to devices. */
  public enum CallDirection {
    INBOUND,
    OUTBOUND,
    INTERNAL
  }

  /** Which calls a route takes: everything must fit. */
  public record Match(
      CallDirection direction,
      NumberPattern numberPattern,
      NumberPattern callerPattern,
      Optional<String> sourceProvider,
      Optional<String> sourceDevice) {}

  /**
   * Numbers that phones dial for a service of this server.
   *
   * @param hideNumber dialled before a number that is not to see the caller's; may be empty
   */
  public record FeatureCodes(String echo, String hideNumber) {
    /** Whether the caller of a dialled number is not to be seen. */
    public boolean hides(String dialled) {
      return !hideNumber.isEmpty()
          && dialled.startsWith(hideNumber)
          && dialled.length() > hideNumber.length();
    }

    /** The number that is called, whether or not the caller is to be seen. */
    public String withoutHiding(String dialled) {
      return hides(dialled) ? dialled.substring(hideNumber.length()) : dialled;
    }
  }
}
