package io.siprouter.control;

import io.siprouter.config.AppConfig;
import io.siprouter.config.ConfigLoader;
import io.siprouter.control.command.Scope;
import io.siprouter.control.demo.FreePorts;
import io.siprouter.core.Engine;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A daemon on free ports of loopback, at which 101 and 102 can register. */
public final class RunningDaemon implements AutoCloseable {

  public static final double TONE_101_HZ = 440;
  public static final double TONE_102_HZ = 620;

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Daemon daemon;
  private final FreePorts ports;
  private final AppConfig config;

  private RunningDaemon(Daemon daemon, FreePorts ports, AppConfig config) {
    this.daemon = daemon;
    this.ports = ports;
    this.config = config;
  }

  public static RunningDaemon start(Path state) throws Exception {
    return start(state, "");
  }

  /**
   * Starts one with limits of its own.
   *
   * @param limits the fields of {@code server.limits}, for example {@code "banAfter": 1}
   */
  public static RunningDaemon start(Path state, String limits) throws Exception {
    var ports = FreePorts.at(LOOPBACK);
    var file = Files.writeString(state.resolve("config.json"), config(ports, limits));
    var text = ConfigLoader.loadText(file);
    var daemon = Daemon.start(file, text, state, InstantSource.system());
    return new RunningDaemon(daemon, ports, text.config());
  }

  private static String config(FreePorts ports, String limits) throws IOException {
    return """
    {
      "server": {
        "lanAddress": "127.0.0.1",
        "sip": {"udpPort": %d, "tcpPort": %d},
        "rtpPorts": {"min": %d, "max": %d},
        "http": {"port": %d, "httpsPort": %d},
        "limits": {%s}
      },
      "devices": [
        {"id": "desk", "extension": "101", "username": "101", "password": "long-enough-for-101"},
        {"id": "hall", "extension": "102", "username": "102", "password": "long-enough-for-102"}
      ]
    }
    """
        .formatted(
            ports.udp(),
            ports.tcp(),
            ports.rtpMin(),
            ports.rtpMax(),
            freePort(),
            freePort(),
            limits);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /** Where plain HTTP is served. */
  public InetSocketAddress http() {
    return new InetSocketAddress(LOOPBACK, config.server().http().port());
  }

  /** Where HTTPS is served. */
  public InetSocketAddress https() {
    return new InetSocketAddress(LOOPBACK, config.server().http().httpsPort());
  }

  /** Where SIP is spoken over UDP. */
  public InetSocketAddress sip() {
    return new InetSocketAddress(LOOPBACK, ports.udp());
  }

  /** Where the first user is made. */
  public String setupLink() {
    return daemon.entrance().setupLink().orElseThrow();
  }

  /** Makes a token; its secret. */
  public String token(String id, Scope... scopes) {
    return daemon.entrance().access().addToken(id, Set.of(scopes)).join().secret();
  }

  public Engine engine() {
    return daemon.engine();
  }

  /** The phone 101, not registered yet. */
  public ScriptedPhone phone101() throws SocketException {
    return phone("101", TONE_101_HZ);
  }

  /** The phone 102, not registered yet. */
  public ScriptedPhone phone102() throws SocketException {
    return phone("102", TONE_102_HZ);
  }

  private ScriptedPhone phone(String number, double toneHz) throws SocketException {
    var hub = new InetSocketAddress(LOOPBACK, ports.udp());
    var account = new PhoneAccount(number, "long-enough-for-" + number, hub);
    return ScriptedPhone.open(
        LOOPBACK,
        account,
        new PhoneSound(List.of(Codec.PCMU), toneHz, List.of(TONE_101_HZ, TONE_102_HZ)));
  }

  @Override
  public void close() {
    daemon.close();
  }
}
