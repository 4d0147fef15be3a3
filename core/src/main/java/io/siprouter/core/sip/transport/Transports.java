package io.siprouter.core.sip.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.message.SipResponse;
import io.siprouter.sip.message.Via;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sockets of the stack and the two {@code sip-io-*} threads that serve them. Any thread. */
public final class Transports implements Outside, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transports.class);
  private static final int THREADS = 2;

  private final EventLoopGroup io =
      new MultiThreadIoEventLoopGroup(
          THREADS,
          Thread.ofPlatform().name("sip-io-", 0).daemon().factory(),
          NioIoHandler.newFactory());
  private final StatelessReplies replies = new StatelessReplies();
  private final SipCounters counters;
  private final UdpSocket udp;
  private final TcpTransport tcp;

  /** An address could not be taken. */
  public static final class BindFailure extends IOException {
    private final SipTransport transport;

    BindFailure(SipTransport transport, IOException cause) {
      super(cause.getMessage(), cause);
      this.transport = transport;
    }

    public SipTransport transport() {
      return transport;
    }
  }

  /** Takes both addresses. Nothing is read before {@link #read}. */
  public Transports(TransportSettings settings, SipCounters counters, Lanes lanes, Inside inside)
      throws BindFailure {
    this.counters = counters;
    var door = new Door(lanes, counters, inside, replies, this);
    try {
      udp = bindUdp(settings, counters, door);
      tcp = bindTcp(settings, counters, door);
    } catch (BindFailure e) {
      var _ = io.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
  }

  private UdpSocket bindUdp(TransportSettings settings, SipCounters counters, MessageSink sink)
      throws BindFailure {
    try {
      var address = new InetSocketAddress(settings.bindAddress(), settings.udpPort());
      return UdpSocket.bind(io, address, counters, sink);
    } catch (IOException e) {
      throw new BindFailure(SipTransport.UDP, e);
    }
  }

  private TcpTransport bindTcp(TransportSettings settings, SipCounters counters, MessageSink sink)
      throws BindFailure {
    try {
      var address = new InetSocketAddress(settings.bindAddress(), settings.tcpPort());
      return TcpTransport.bind(io, settings.limits(), address, counters, sink);
    } catch (IOException e) {
      throw new BindFailure(SipTransport.TCP, e);
    }
  }

  /** Begins to read. */
  public void read() {
    udp.read();
    tcp.read();
  }

  public InetSocketAddress local(SipTransport transport) {
    return switch (transport) {
      case UDP -> udp.local();
      case TCP -> tcp.local();
    };
  }

  public int tcpConnections() {
    return tcp.open();
  }

  /** Whether a message sent along this flow would go over a live socket. */
  public boolean isLive(SipFlow flow) {
    return switch (flow.transport()) {
      case UDP -> true;
      case TCP -> tcp.isOpen(flow.remote());
    };
  }

  /**
   * Sends; over TCP on the connection to exactly this address, which is made if there is none.
   * Returns before anything is sent.
   */
  public void send(SipTransport transport, InetSocketAddress remote, byte[] bytes)
      throws IOException {
    WireLog.sent(bytes, transport, remote);
    switch (transport) {
      case UDP -> udp.send(bytes, remote);
      case TCP -> tcp.send(bytes, remote);
    }
  }

  /**
   * Sends a response the way its request came. RFC 3261 §18.2.2.
   *
   * @param via the topmost Via of the response
   */
  public void reply(byte[] response, Via via, SipFlow flow) throws IOException {
    reply(response, Origin.wayBack(via, flow), flow);
  }

  private void reply(byte[] response, InetSocketAddress wayBack, SipFlow flow) throws IOException {
    if (flow.transport() == SipTransport.TCP && tcp.sendOnOpen(response, flow.remote())) {
      WireLog.sent(response, flow.transport(), flow.remote());
    } else {
      send(flow.transport(), wayBack, response);
    }
  }

  @Override
  public void answer(SipRequest request, SipFlow flow, Refusal answer) {
    replies.to(request, answer).ifPresent(reply -> answer(reply, request.receivedBytes(), flow));
  }

  private void answer(SipResponse reply, int receivedBytes, SipFlow flow) {
    var bytes =
        flow.transport() == SipTransport.UDP
            ? Reflection.bounded(reply, receivedBytes)
            : Optional.of(reply.toCanonicalBytes());
    if (bytes.isEmpty()) {
      counters.add(SipCounter.ANSWERS_WITHHELD);
      return;
    }
    try {
      reply(bytes.get(), Origin.wayBack(reply, flow), flow);
    } catch (IOException e) {
      LOG.debug("no way back along {}", flow, e);
    }
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
