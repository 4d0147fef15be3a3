package io.siprouter.control.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ports that were free when looked for.
 *
 * @param rtpMin even, the first of {@code rtpPorts} in a row
 */
public record FreePorts(int udp, int tcp, int rtpMin, int rtpPorts) {

  /** For a call between two phones. */
  public static final int RTP_PORTS = 8;

  private static final int LOWEST_RTP_PORT = 16_384;
  private static final int HIGHEST_RTP_PORT = 32_000; // below what systems hand out by themselves
  private static final int ATTEMPTS = 100;

  public int rtpMax() {
    return rtpMin + rtpPorts - 1;
  }

  /** Finds them by binding; {@value #RTP_PORTS} of RTP. */
  public static FreePorts at(InetAddress address) throws IOException {
    return at(address, RTP_PORTS);
  }

  /** The same with so many ports of RTP. */
  public static FreePorts at(InetAddress address, int rtpPorts) throws IOException {
    return new FreePorts(udpPort(address), tcpPort(address), rtpPorts(address, rtpPorts), rtpPorts);
  }

  private static int udpPort(InetAddress address) throws SocketException {
    try (var socket = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return socket.getLocalPort();
    }
  }

  private static int tcpPort(InetAddress address) throws IOException {
    try (var socket = new ServerSocket(0, 1, address)) {
      return socket.getLocalPort();
    }
  }

  private static int rtpPorts(InetAddress address, int count) throws SocketException {
    var random = RandomGenerator.getDefault();
    for (int i = 0; i < ATTEMPTS; i++) {
      int min = random.nextInt(LOWEST_RTP_PORT, HIGHEST_RTP_PORT) & ~1;
      if (areFree(address, min, count)) {
        return min;
      }
    }
    throw new BindException("no " + count + " free UDP ports in a row");
  }

  private static boolean areFree(InetAddress address, int min, int count) throws SocketException {
    List<DatagramSocket> taken = new ArrayList<>();
    try {
      for (int port = min; port < min + count; port++) {
        taken.add(new DatagramSocket(new InetSocketAddress(address, port)));
      }
      return true;
    } catch (BindException _) {
      return false;
    } finally {
      taken.forEach(DatagramSocket::close);
    }
  }
}
