package io.siprouter.config;

import io.siprouter.config.number.NumberFormat;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    Tls tls,
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
  public record Tls(Optional<Path> ca, Optional<Path> cert, Optional<Path> key, boolean verify) {}

  /** What keeps the way to a provider open. */
  public enum KeepAlive {
    /** Questions whether it is there. */
    OPTIONS,
    /** Empty lines. */
    CRLF
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
}
