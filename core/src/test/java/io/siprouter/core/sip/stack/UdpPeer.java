package io.siprouter.core.sip.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A SIP phone made of a datagram socket. */
final class UdpPeer implements AutoCloseable {
  private static final int PATIENCE_MS = 5_000;

  private final DatagramSocket socket;
  private final InetSocketAddress stack;
  private final Set<String> seen = new HashSet<>();

  UdpPeer(InetSocketAddress stack) throws IOException {
    this.stack = stack;
    this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    this.socket.setSoTimeout(PATIENCE_MS);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  String hostPort() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  void send(String message) throws IOException {
    send(Wire.bytes(message));
  }

  void send(byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, stack));
  }

  /** The next message that begins like this and is not a repetition. */
  String expect(String start) throws IOException {
    while (true) {
      var message = receive();
      if (seen.add(message) && message.startsWith(start)) {
        return message;
      }
    }
  }

  /** The next message that begins like this, repeated or not. */
  String expectAgain(String start) throws IOException {
    while (true) {
      var message = receive();
      if (message.startsWith(start)) {
        return message;
      }
    }
  }

  String receive() throws IOException {
    return new String(receiveBytes(), StandardCharsets.UTF_8);
  }

  byte[] receiveBytes() throws IOException {
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    socket.receive(packet);
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}
