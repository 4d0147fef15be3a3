package io.siprouter.core.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * One baresip as the tests want it.
 *
 * @param address where it speaks SIP; its control and console listen at the same IP address
 * @param source what it says into every call, in baresip's writing
 */
public record BaresipProfile(String name, InetSocketAddress address, String source) {
  public static BaresipProfile of(String name, String ip) {
    return new BaresipProfile(name, new InetSocketAddress(ip, 5060), "ausine,440");
  }

  public BaresipProfile playingTone(int hz) {
    return new BaresipProfile(name, address, "ausine," + hz);
  }

  public BaresipProfile playing(Path wav) {
    return new BaresipProfile(name, address, "aufile," + wav.toAbsolutePath());
  }

  /** Where it takes commands, by TCP. */
  InetSocketAddress control() {
    return new InetSocketAddress(address.getAddress(), 4444);
  }

  /** Where it takes keys, by UDP. */
  InetSocketAddress console() {
    return new InetSocketAddress(address.getAddress(), 5555);
  }

  Path folder() {
    return PeerProcess.folder(name);
  }

  /** What the script {@code src/test/peers/baresip} reads. */
  Map<String, String> environment() {
    return Map.of(
        "IP", address.getAddress().getHostAddress(),
        "PORT", Integer.toString(address.getPort()),
        "SOURCE", source,
        "DIR", folder().toString());
  }
}
