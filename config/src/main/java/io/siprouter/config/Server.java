package io.siprouter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
    SessionTimer sessionTimer,
    HttpSection http) {
  public Server {
    trustedNetworks = List.copyOf(trustedNetworks);
  }

  /**
   * Ports of SIP.
   *
   * @param tls empty: no TLS connections are taken, and the port is not opened
   */
  public record Sip(int udpPort, int tcpPort, int tlsPort, Optional<Tls> tls) {}

  /**
   * What peers that connect by TLS are shown, and what they have to show. Files are absolute.
   *
   * @param ca who has to have signed the certificates of peers; given unless {@code clientAuth} is
   *     {@link ClientAuth#NONE}
   */
  public record Tls(Path cert, Path key, ClientAuth clientAuth, Optional<Path> ca) {}

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
}
