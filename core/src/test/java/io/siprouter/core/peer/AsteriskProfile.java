package io.siprouter.core.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * One Asterisk as the tests want it.
 *
 * @param configuration folder below {@code src/test/peers/asterisk.d}: carrier, phone or secure
 * @param address where it speaks SIP
 * @param hub where our daemon speaks SIP
 * @param folder everything it writes
 * @param namespace the network namespace it runs in, empty for the test's own
 */
public record AsteriskProfile(
    String configuration,
    InetSocketAddress address,
    InetSocketAddress hub,
    Path folder,
    String namespace) {
  private static final InetSocketAddress DEFAULT_HUB = new InetSocketAddress("127.0.0.10", 5060);

  /** An operator at which our daemon registers as one of its accounts, such as trunk1. */
  public static AsteriskProfile carrier() {
    return at("carrier", "127.0.0.20");
  }

  /** Phones phone1 to phone5 and phone256, which register at our daemon. */
  public static AsteriskProfile phone() {
    return at("phone", "127.0.0.30");
  }

  /**
   * An operator at which our daemon registers over TLS or TCP, and a phone that registers at our
   * daemon over TLS; with certificates in {@link #certificates}.
   */
  public static AsteriskProfile secure() {
    return at("secure", "127.0.0.60");
  }

  private static AsteriskProfile at(String configuration, String ip) {
    var address = new InetSocketAddress(ip, 5060);
    return new AsteriskProfile(
        configuration, address, DEFAULT_HUB, PeerProcess.folder(configuration), "");
  }

  public AsteriskProfile withAddress(InetSocketAddress other) {
    return new AsteriskProfile(configuration, other, hub, folder, namespace);
  }

  public AsteriskProfile withHub(InetSocketAddress other) {
    return new AsteriskProfile(configuration, address, other, folder, namespace);
  }

  public AsteriskProfile withFolder(Path other) {
    return new AsteriskProfile(configuration, address, hub, other.toAbsolutePath(), namespace);
  }

  /** An operator at the other end of a cable. */
  public AsteriskProfile inside(Namespace other, InetSocketAddress itsHub) {
    var there = new InetSocketAddress(other.farAddress(), address.getPort());
    return new AsteriskProfile(configuration, there, itsHub, folder, other.name());
  }

  /** The operator's twin on an address of its own. */
  public AsteriskProfile twin(String ip) {
    var there = new InetSocketAddress(ip, address.getPort());
    return withAddress(there).withFolder(folder.resolveSibling(configuration + "-" + ip));
  }

  /** Where the configuration {@code secure} finds its certificates. */
  public static Path certificates() {
    return PeerProcess.folder("certificates");
  }

  /** What the script {@code src/test/peers/asterisk} reads. */
  Map<String, String> environment() {
    return Map.of(
        "IP", address.getAddress().getHostAddress(),
        "PORT", Integer.toString(address.getPort()),
        "HUB", hub.getAddress().getHostAddress() + ":" + hub.getPort(),
        "DIR", folder.toString(),
        "CERTS", certificates().toString());
  }
}
