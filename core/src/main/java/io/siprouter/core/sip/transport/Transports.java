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
  private final WireLog wire;
  private final UdpSocket udp;
  private final StreamTransport tcp;
  private final StreamTransport tls;

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

  /** Takes all addresses. Nothing is read before {@link #read}. */
  public Transports(TransportSettings settings, SipCounters counters, Lanes lanes, Inside inside)
      throws BindFailure {
    this.counters = counters;
    this.wire = new WireLog(settings.tap());
    var door = new Door(settings.messages(), lanes, counters, inside, this, wire);
    try {
      udp = bindUdp(settings, counters, door);
      var parts =
          new StreamParts(
              io, settings.limits(), settings.messages(), new ConnectionCount(), counters, door);
      tcp = bindTcp(settings, parts);
      tls = bindTls(settings, parts);
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

  private static StreamTransport bindTcp(TransportSettings settings, StreamParts parts)
      throws BindFailure {
    try {
      var address = new InetSocketAddress(settings.bindAddress(), settings.tcpPort());
      return StreamTransport.bindTcp(parts, address);
    } catch (IOException e) {
      throw new BindFailure(SipTransport.TCP, e);
    }
  }

  private static StreamTransport bindTls(TransportSettings settings, StreamParts parts)
      throws BindFailure {
    if (settings.tls().isEmpty()) {
      return StreamTransport.connectingTls(parts, settings.bindAddress());
    }
    var listening = settings.tls().get();
    try {
      var address = new InetSocketAddress(settings.bindAddress(), listening.port());
      return StreamTransport.bindTls(parts, address, listening.server());
    } catch (IOException e) {
      throw new BindFailure(SipTransport.TLS, e);
    }
  }

  /** Begins to read. */
  public void read() {
    udp.read();
    tcp.read();
    tls.read();
  }

  /** The address taken; of TLS that only connects, the one it would have. */
  public InetSocketAddress local(SipTransport transport) {
    return switch (transport) {
      case UDP -> udp.local();
      case TCP -> tcp.local();
      case TLS -> tls.local();
    };
  }

  /** Connections, TCP and TLS. */
  public int connections() {
    return tcp.open() + tls.open();
  }

  /** Whether a message sent along this flow would go over a live socket. */
  public boolean isLive(SipFlow flow) {
    return switch (flow.transport()) {
      case UDP -> true;
      case TCP -> tcp.isOpen(flow.hop());
      case TLS -> tls.isOpen(flow.hop());
    };
  }

  /**
   * Sends; over TCP and TLS on the connection with exactly this peer, which is made if there is
   * none. Returns before anything is sent.
   */
  public void send(SipHop hop, byte[] bytes) throws IOException {
    wire.sent(bytes, new SipFlow(hop.transport(), local(hop.transport()), hop.address()));
    switch (hop.transport()) {
      case UDP -> udp.send(bytes, hop.address());
      case TCP -> tcp.send(bytes, hop);
      case TLS -> tls.send(bytes, hop);
    }
  }

  /** Sends empty lines; over TCP and TLS on the open connection with this peer, if there is one. */
  public void ping(SipHop hop) {
    switch (hop.transport()) {
      case UDP -> udp.send(Pulse.PING, hop.address());
      case TCP -> tcp.ping(hop);
      case TLS -> tls.ping(hop);
    }
  }

  /** Closes the connection with this peer, if there is one. */
  public void drop(SipHop hop) {
    switch (hop.transport()) {
      case UDP -> {}
      case TCP -> tcp.drop(hop);
      case TLS -> tls.drop(hop);
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
    if (sentOnOpen(response, flow)) {
      wire.sent(response, flow);
    } else {
      send(flow.hop().at(wayBack), response);
    }
  }

  private boolean sentOnOpen(byte[] response, SipFlow flow) {
    return switch (flow.transport()) {
      case UDP -> false;
      case TCP -> tcp.sendOnOpen(response, flow.hop());
      case TLS -> tls.sendOnOpen(response, flow.hop());
    };
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
  public boolean isAcknowledgedBy(SipRequest request) {
    return replies.isAcknowledgedBy(request);
  }

  @Override
  public void answer(byte[] stun, SipFlow flow) {
    counters.add(SipCounter.BINDINGS_TOLD);
    udp.send(stun, flow.remote());
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    tls.close();
    io.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }
}
