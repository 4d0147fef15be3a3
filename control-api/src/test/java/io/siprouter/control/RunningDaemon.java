package io.siprouter.control;

import io.siprouter.config.ConfigLoader;
import io.siprouter.control.demo.FreePorts;
import io.siprouter.core.Engine;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A daemon on free ports of loopback, at which 101 and 102 can register. */
public final class RunningDaemon implements AutoCloseable {

  public static final double TONE_101_HZ = 440;
  public static final double TONE_102_HZ = 620;

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Daemon daemon;
  private final FreePorts ports;

  private RunningDaemon(Daemon daemon, FreePorts ports) {
    this.daemon = daemon;
    this.ports = ports;
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
    var config = ConfigLoader.loadText(file);
    return new RunningDaemon(Daemon.start(file, config, state, InstantSource.system()), ports);
  }

  private static String config(FreePorts ports, String limits) {
    return """
    {
      "server": {
        "lanAddress": "127.0.0.1",
        "sip": {"udpPort": %d, "tcpPort": %d},
        "rtpPorts": {"min": %d, "max": %d},
        "limits": {%s}
      },
      "devices": [
        {"id": "desk", "extension": "101", "username": "101", "password": "long-enough-for-101"},
        {"id": "hall", "extension": "102", "username": "102", "password": "long-enough-for-102"}
      ]
    }
    """
        .formatted(ports.udp(), ports.tcp(), ports.rtpMin(), ports.rtpMax(), limits);
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
