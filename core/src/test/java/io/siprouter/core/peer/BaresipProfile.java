package io.siprouter.core.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;

/**
 * One baresip as the tests want it.
 *
 * @param address where it speaks SIP
 * @param desk where its control and console listen
 * @param source what it says into every call, in baresip's writing
 * @param namespace the network namespace it runs in, empty for the test's own
 * @param nameServer whom it asks for host names, {@code ip:port}; empty for those of the system
 */
public record BaresipProfile(
    String name,
    InetSocketAddress address,
    InetAddress desk,
    String source,
    String namespace,
    String nameServer) {
  private static final int SIP_PORT = 5060;
  private static final int CONTROL_PORT = 4444;
  private static final int CONSOLE_PORT = 5555;

  public static BaresipProfile of(String name, String ip) {
    return at(name, new InetSocketAddress(ip, SIP_PORT));
  }

  /**
   * One of several phones at the main loopback address. Baresip sends RTP from there whatever its
   * own address is, so only there does it come from the address that its SDP names.
   */
  public static BaresipProfile number(int number, String name) {
    return at(
        name, new InetSocketAddress(InetAddress.getLoopbackAddress(), SIP_PORT + 10 * number));
  }

  private static BaresipProfile at(String name, InetSocketAddress address) {
    return new BaresipProfile(name, address, address.getAddress(), "ausine,440", "", "");
  }

  public BaresipProfile playingTone(int hz) {
    return playing("ausine," + hz);
  }

  public BaresipProfile playing(Path wav) {
    return playing("aufile," + wav.toAbsolutePath());
  }

  private BaresipProfile playing(String other) {
    return new BaresipProfile(name, address, desk, other, namespace, nameServer);
  }

  public BaresipProfile asking(InetSocketAddress dns) {
    var server = dns.getAddress().getHostAddress() + ":" + dns.getPort();
    return new BaresipProfile(name, address, desk, source, namespace, server);
  }

  /** In the network that is hidden behind the other end of a cable. */
  public BaresipProfile behind(Namespace nat) {
    return new BaresipProfile(
        name,
        new InetSocketAddress(nat.hiddenAddress(), address.getPort()),
        InetAddress.ofLiteral(nat.farAddress()),
        source,
        nat.name(),
        nameServer);
  }

  /** Where it takes commands, by TCP. */
  InetSocketAddress control() {
    return new InetSocketAddress(desk, CONTROL_PORT + offset());
  }

  /** Where it takes keys, by UDP. */
  InetSocketAddress console() {
    return new InetSocketAddress(desk, CONSOLE_PORT + offset());
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
        "DESK", desk.getHostAddress(),
        "PORT", Integer.toString(address.getPort()),
        "CONTROL", Integer.toString(control().getPort()),
        "CONSOLE", Integer.toString(console().getPort()),
        "SOURCE", source,
        "DNS", nameServer,
        "DIR", folder().toString());
  }
}
