package io.siprouter.core.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * One Kamailio as the tests want it.
 *
 * @param address where it speaks SIP over UDP and TCP
 * @param hub where our daemon speaks SIP
 * @param hostName what it calls itself in Record-Route; empty for its address
 */
public record KamailioProfile(
    String name, InetSocketAddress address, InetSocketAddress hub, String hostName) {
  private static final int SIP_PORT = 5060;
  private static final int CONTROL_PORT = 2049;

  /** A proxy between phones and the daemon at 127.0.0.10. */
  public static KamailioProfile edge() {
    return at("edge", "127.0.0.40");
  }

  /** A proxy between that daemon and its providers, and what some of them consist of. */
  public static KamailioProfile gateway() {
    return at("gateway", "127.0.0.41");
  }

  private static KamailioProfile at(String name, String ip) {
    var hub = new InetSocketAddress("127.0.0.10", SIP_PORT);
    return new KamailioProfile(name, new InetSocketAddress(ip, SIP_PORT), hub, "");
  }

  /** One that nobody finds without asking a name server. */
  public KamailioProfile named(String host) {
    return new KamailioProfile(name, address, hub, host);
  }

  String ip() {
    return address.getAddress().getHostAddress();
  }

  Path folder() {
    return PeerProcess.folder(name);
  }

  /** What the script {@code src/test/peers/kamailio} reads. */
  Map<String, String> environment() {
    return Map.of(
        "IP", ip(),
        "PORT", Integer.toString(address.getPort()),
        "CONTROL", Integer.toString(CONTROL_PORT),
        "HUB", hub.getAddress().getHostAddress() + ":" + hub.getPort(),
        "NAMED", hostName,
        "DIR", folder().toString());
  }
}
