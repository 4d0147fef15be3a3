package io.siprouter.control;

import io.siprouter.control.command.Json;
import io.siprouter.control.demo.FreePorts;
import io.siprouter.core.phone.PhoneAccount;
import io.siprouter.core.phone.PhoneSound;
import io.siprouter.core.phone.ScriptedPhone;
import io.siprouter.media.codec.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Free ports of loopback for a daemon, its configuration there, and the phones that it knows: 101,
 * whose id is {@code desk}, 102, which is {@code hall}, and others, which are {@code phone-103} and
 * so on.
 */
public record TestSite(FreePorts ports, int httpPort, int httpsPort, int sipTlsPort) {

  public static final double TONE_101_HZ = 440;
  public static final double TONE_102_HZ = 620;

  private static final double TONE_OF_OTHERS_HZ = 520;
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Finds ports for one call. */
  public static TestSite find() throws IOException {
    return find(FreePorts.RTP_PORTS);
  }

  public static TestSite find(int rtpPorts) throws IOException {
    var ports = FreePorts.at(LOOPBACK, rtpPorts);
    return new TestSite(ports, freePort(), freePort(), freePort());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  /**
   * The configuration of a daemon that knows 101, 102 and others.
   *
   * @param limits the fields of {@code server.limits}, for example {@code "banAfter": 1}
   */
  public ObjectNode config(String limits, List<String> others) {
    var text =
        """
        {
          "server": {
            "lanAddress": "127.0.0.1",
            "sip": {"udpPort": %d, "tcpPort": %d},
            "rtpPorts": {"min": %d, "max": %d},
            "http": {"port": %d, "httpsPort": %d},
            "limits": {%s}
          },
          "devices": []
        }
        """
            .formatted(
                ports.udp(),
                ports.tcp(),
                ports.rtpMin(),
                ports.rtpMax(),
                httpPort,
                httpsPort,
                limits);
    var config = (ObjectNode) Json.read(text);
    config.withArray("devices").add(device("desk", "101")).add(device("hall", "102"));
    others.forEach(number -> config.withArray("devices").add(device("phone-" + number, number)));
    return config;
  }

  /** A phone as the configuration has it. */
  public static ObjectNode device(String id, String number) {
    return Json.object()
        .put("id", id)
        .put("extension", number)
        .put("username", number)
        .put("password", password(number));
  }

  private static String password(String number) {
    return "long-enough-for-" + number;
  }

  /** A phone that is not registered yet. */
  public ScriptedPhone phone(String number) throws SocketException {
    var account = new PhoneAccount(number, password(number), sip());
    var sound =
        new PhoneSound(List.of(Codec.PCMU), toneHz(number), List.of(TONE_101_HZ, TONE_102_HZ));
    return ScriptedPhone.open(LOOPBACK, account, sound);
  }

  private static double toneHz(String number) {
    return switch (number) {
      case "101" -> TONE_101_HZ;
      case "102" -> TONE_102_HZ;
      default -> TONE_OF_OTHERS_HZ;
    };
  }

  /** Where SIP is spoken over UDP. */
  public InetSocketAddress sip() {
    return new InetSocketAddress(LOOPBACK, ports.udp());
  }

  /** Where plain HTTP is served. */
  public InetSocketAddress http() {
    return new InetSocketAddress(LOOPBACK, httpPort);
  }

  /** Where HTTPS is served. */
  public InetSocketAddress https() {
    return new InetSocketAddress(LOOPBACK, httpsPort);
  }

  /** Where SIP over TLS is served, if the configuration says so. */
  public InetSocketAddress sipTls() {
    return new InetSocketAddress(LOOPBACK, sipTlsPort);
  }
}
