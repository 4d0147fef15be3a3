package io.siprouter.control.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Connections that begin to ask, and never end. */
final class HalfOpen {

  private HalfOpen() {}

  /**
   * @param from an address of loopback, which is a source of its own
   */
  static Socket connect(InetSocketAddress server, String from) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(server, 5_000);
    try {
      socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1}); // a handshake's first bytes
    } catch (IOException _) {
      return socket; // closed already, as it should be
    }
    return socket;
  }
}
