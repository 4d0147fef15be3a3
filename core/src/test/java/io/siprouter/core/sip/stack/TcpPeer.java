package io.siprouter.core.sip.stack;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A SIP phone made of one TCP connection. */
final class TcpPeer implements AutoCloseable {
  private static final int PATIENCE_MS = 5_000;

  private final Socket socket;
  private final DataInputStream in;

  private TcpPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.socket.setSoTimeout(PATIENCE_MS);
    this.socket.setTcpNoDelay(true);
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** A peer over a socket that is connected, TLS for instance. */
  static TcpPeer over(Socket socket) throws IOException {
    return new TcpPeer(socket);
  }

  static TcpPeer connect(InetSocketAddress stack) throws IOException {
    return new TcpPeer(new Socket(stack.getAddress(), stack.getPort()));
  }

  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static TcpPeer accept(ServerSocket server) throws IOException {
    server.setSoTimeout(PATIENCE_MS);
    return new TcpPeer(server.accept());
  }

  String hostPort() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(Wire.bytes(text));
  }

  /** Sends each byte in a segment of its own. */
  void sendBytewise(String text) throws IOException {
    for (byte each : Wire.bytes(text)) {
      socket.getOutputStream().write(each);
    }
  }

  /** The next message that begins like this. */
  String expect(String start) throws IOException {
    while (true) {
      var message = receive();
      if (message.startsWith(start)) {
        return message;
      }
    }
  }

  private String receive() throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    byte[] body = new byte[Integer.parseInt(Wire.header(head.toString(), "Content-Length"))];
    in.readFully(body);
    return head + new String(body, StandardCharsets.UTF_8);
  }

  /** The next bytes, whatever they are. */
  String receive(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
  }

  /** Whether the hub ends the connection before it says anything. */
  boolean isClosedByHub() throws IOException {
    return in.read() < 0;
  }

  /** Whether the hub ends the connection with at most a TLS alert. */
  boolean isClosedByHubAfterAlert() throws IOException {
    return in.readAllBytes().length < 16;
  }

  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } catch (SocketException _) {
      // TLS takes leave in two writes, and the hub is gone after the first
    }
  }
}
