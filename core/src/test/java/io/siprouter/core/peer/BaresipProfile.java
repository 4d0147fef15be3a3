package io.siprouter.core.peer;

import java.net.InetAddress;
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
  private static final int SIP_PORT = 5060;
  private static final int CONTROL_PORT = 4444;
  private static final int CONSOLE_PORT = 5555;

  public static BaresipProfile of(String name, String ip) {
    return new BaresipProfile(name, new InetSocketAddress(ip, SIP_PORT), "ausine,440");
  }

  /**
   * One of several phones at the main loopback address. Baresip sends RTP from there whatever its
   * own address is, so only there does it come from the address that its SDP names.
   */
  public static BaresipProfile number(int number, String name) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), SIP_PORT + 10 * number);
    return new BaresipProfile(name, address, "ausine,440");
  }

  public BaresipProfile playingTone(int hz) {
    return new BaresipProfile(name, address, "ausine," + hz);
  }

  public BaresipProfile playing(Path wav) {
    return new BaresipProfile(name, address, "aufile," + wav.toAbsolutePath());
  }

  /** Where it takes commands, by TCP. */
  InetSocketAddress control() {
    return new InetSocketAddress(address.getAddress(), CONTROL_PORT + offset());
  }

  /** Where it takes keys, by UDP. */
  InetSocketAddress console() {
    return new InetSocketAddress(address.getAddress(), CONSOLE_PORT + offset());
  }

  private int offset() {
    return address.getPort() - SIP_PORT;
  }

  Path folder() {
    return PeerProcess.folder(name);
  }

  /** What the script {@code src/test/peers/baresip} reads. */
  Map<String, String> environment() {
    return Map.of(
        "IP", address.getAddress().getHostAddress(),
        "PORT", Integer.toString(address.getPort()),
        "CONTROL", Integer.toString(control().getPort()),
        "CONSOLE", Integer.toString(console().getPort()),
        "SOURCE", source,
        "DIR", folder().toString());
  }
}
