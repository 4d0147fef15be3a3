package io.siprouter.core.phone;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipParser;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers each request as a test says, and keeps them all. */
final class TestServer implements AutoCloseable {

  private final DatagramSocket socket;
  private final LinkedBlockingQueue<SipRequest> requests = new LinkedBlockingQueue<>();

  private volatile Function<SipRequest, Optional<SipResponse>> script = _ -> Optional.empty();

  TestServer() throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().name("test-server").start(this::run);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  void answers(Function<SipRequest, Optional<SipResponse>> how) {
    script = how;
  }

  /** The next request in the order of arrival. */
  SipRequest next(Duration limit) throws InterruptedException {
    var request = requests.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (request == null) {
      throw new AssertionError("No request within " + limit);
    }
    return request;
  }

  List<String> nextMethods(int count, Duration limit) throws InterruptedException {
    var methods = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      methods.add(next(limit).method());
    }
    return methods;
  }

  private void run() {
    var packet = new DatagramPacket(new byte[65_535], 65_535);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        if (SipParser.parse(packet.getData(), 0, packet.getLength()) instanceof SipRequest r) {
          requests.add(r);
          script.apply(r).ifPresent(response -> send(response, packet));
        }
      } catch (SipParseException e) {
        throw new AssertionError(e);
      } catch (IOException _) {
        return;
      }
    }
  }

  private void send(SipResponse response, DatagramPacket request) {
    var bytes = response.toBytes();
    try {
      socket.send(new DatagramPacket(bytes, bytes.length, request.getSocketAddress()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
