package io.siprouter.core.door;

import io.siprouter.sip.SipParseException;
import io.siprouter.sip.message.SipParser;
import io.siprouter.sip.message.SipResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends datagrams from port 5060 of one address, and listens at all ports that the torture messages
 * write into their topmost Via: without {@code rport} an answer goes there.
 */
final class UdpStranger implements Stranger {
  private static final List<Integer> PORTS = List.of(5060, 5050, 6050, 19_823);

  private final Selector selector = Selector.open();
  private final DatagramChannel sender;
  private final InetSocketAddress target;

  UdpStranger(InetAddress source, InetSocketAddress target) throws IOException {
    this.target = target;
    this.sender = listen(source, PORTS.getFirst());
    for (int port : PORTS.subList(1, PORTS.size())) {
      listen(source, port);
    }
  }

  private DatagramChannel listen(InetAddress source, int port) throws IOException {
    var channel = DatagramChannel.open().bind(new InetSocketAddress(source, port));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    return channel;
  }

  @Override
  public String transport() {
    return "UDP";
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    sender.send(ByteBuffer.wrap(bytes), target);
  }

  @Override
  public Optional<SipResponse> receive(Duration patience) throws IOException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    var datagram = waiting();
    while (datagram.isEmpty() && deadlineNanos - System.nanoTime() > 0) {
      selector.select(Math.max(1, (deadlineNanos - System.nanoTime()) / 1_000_000));
      datagram = waiting();
    }
    return datagram;
  }

  private Optional<SipResponse> waiting() throws IOException {
    selector.selectNow();
    selector.selectedKeys().clear();
    var buffer = ByteBuffer.allocate(65_535);
    for (var key : selector.keys()) {
      if (((DatagramChannel) key.channel()).receive(buffer) != null) {
        return Optional.of(parsed(buffer));
      }
    }
    return Optional.empty();
  }

  private static SipResponse parsed(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    try {
      return (SipResponse) SipParser.parse(bytes);
    } catch (SipParseException e) {
      throw new AssertionError("the engine sent what is not SIP", e);
    }
  }

  @Override
  public void close() throws IOException {
    for (var key : List.copyOf(selector.keys())) {
      key.channel().close();
    }
    selector.close();
  }
}
