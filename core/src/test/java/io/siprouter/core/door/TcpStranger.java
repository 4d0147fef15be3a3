package io.siprouter.core.door;

import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.StreamFrame;
import io.siprouter.sip.message.StreamFramer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** One TCP connection from an address of its own. */
final class TcpStranger implements Stranger {
  private static final int READ_BYTES = 8192;

  private final Socket socket = new Socket();
  private final StreamFramer framer = new StreamFramer();
  private final Queue<SipResponse> received = new ArrayDeque<>();
  private boolean ended;

  TcpStranger(InetAddress source, InetSocketAddress target) throws IOException {
    socket.bind(new InetSocketAddress(source, 0));
    socket.setTcpNoDelay(true);
    socket.connect(target, 5_000);
  }

  @Override
  public String transport() {
    return "TCP";
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public Optional<SipResponse> receive(Duration patience) throws IOException {
    boolean more = true;
    while (received.isEmpty() && more) {
      more = read(patience);
    }
    return Optional.ofNullable(received.poll());
  }

  /** Whether the engine has ended the connection, or does so in time. */
  boolean isEnded(Duration patience) throws IOException {
    boolean more = true;
    while (!ended && more) {
      more = read(patience);
    }
    return ended;
  }

  private boolean read(Duration patience) throws IOException {
    byte[] bytes = new byte[READ_BYTES];
    try {
      socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
      int length = socket.getInputStream().read(bytes);
      ended = length < 0;
      framer.feed(bytes, 0, Math.max(0, length)).forEach(this::keep);
      return !ended;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (SocketException _) {
      ended = true;
      return false;
    }
  }

  private void keep(StreamFrame frame) {
    if (frame instanceof StreamFrame.Message(SipResponse response)) {
      received.add(response);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
