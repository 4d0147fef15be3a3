package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.siprouter.core.sip.tls.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * TCP or TLS: the listening socket, if there is one, and all connections, theirs and ours, by who
 * is at the other end. Any thread; never waits for a connection.
 */
final class StreamTransport implements AutoCloseable {
  private final ConcurrentMap<SipHop, StreamConnection> connections = new ConcurrentHashMap<>();
  private final SipTransport transport;
  private final StreamParts parts;
  private final Optional<TlsServer> tls;
  private final Optional<Channel> server;
  private final InetSocketAddress local;

  private StreamTransport(
      SipTransport transport, StreamParts parts, InetSocketAddress address, Optional<TlsServer> tls)
      throws IOException {
    this.transport = transport;
    this.parts = parts;
    this.tls = tls;
    var bound = bindServer(address);
    this.server = Optional.of(bound);
    this.local = (InetSocketAddress) bound.localAddress();
  }

  private StreamTransport(SipTransport transport, StreamParts parts, InetSocketAddress local) {
    this.transport = transport;
    this.parts = parts;
    this.tls = Optional.empty();
    this.server = Optional.empty();
    this.local = local;
  }

  static StreamTransport bindTcp(StreamParts parts, InetSocketAddress address) throws IOException {
    return new StreamTransport(SipTransport.TCP, parts, address, Optional.empty());
  }

  static StreamTransport bindTls(StreamParts parts, InetSocketAddress address, TlsServer tls)
      throws IOException {
    return new StreamTransport(SipTransport.TLS, parts, address, Optional.of(tls));
  }

  /** TLS that only connects, and calls itself by the port it would have. */
  static StreamTransport connectingTls(StreamParts parts, InetAddress address) {
    var local = new InetSocketAddress(address, SipTransport.TLS.defaultPort());
    return new StreamTransport(SipTransport.TLS, parts, local);
  }

  private Channel bindServer(InetSocketAddress address) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(parts.io())
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    accept(channel);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    return Binding.channelOf(bound);
  }

  private void accept(SocketChannel channel) {
    var remote = channel.remoteAddress();
    if (!isCounted(remote, parts.limits().connectionsPerAddress())) {
      parts.counters().add(SipCounter.CONNECTIONS_REFUSED);
      var _ = channel.close();
      return;
    }
    var flow = new SipFlow(transport, channel.localAddress(), remote);
    var connection = connection(flow, channel.eventLoop());
    connections.put(flow.hop(), connection);
    tls.ifPresentOrElse(
        ours -> connection.accepted(channel, ours.handler(channel.alloc())),
        () -> connection.accepted(channel));
  }

  private boolean isCounted(InetSocketAddress peer, int mostOfOne) {
    return parts.count().add(peer.getAddress(), parts.limits().connections(), mostOfOne);
  }

  private StreamConnection connection(SipFlow flow, EventLoop loop) {
    return new StreamConnection(flow, loop, parts, this::forget);
  }

  private void forget(StreamConnection dead) {
    connections.remove(dead.flow().hop(), dead);
    parts.count().remove(dead.flow().remote().getAddress());
  }

  /** Begins to accept. */
  void read() {
    server.ifPresent(listening -> listening.config().setAutoRead(true));
  }

  InetSocketAddress local() {
    return local;
  }

  int open() {
    return connections.size();
  }

  boolean isOpen(SipHop hop) {
    return connections.containsKey(hop);
  }

  /** Sends on the connection with exactly this peer, if there is one. */
  boolean sendOnOpen(byte[] bytes, SipHop hop) {
    var connection = connections.get(hop);
    return connection != null && connection.send(bytes);
  }

  /** Pings this peer on the connection with it, if there is one. */
  void ping(SipHop hop) {
    var connection = connections.get(hop);
    if (connection != null) {
      connection.ping();
    }
  }

  /** Closes the connection with this peer, if there is one, and gives nobody else to it. */
  void drop(SipHop hop) {
    var connection = connections.remove(hop);
    if (connection != null) {
      connection.close();
    }
  }

  /** Sends on the connection with this peer, which is made if there is none. */
  void send(byte[] bytes, SipHop hop) throws IOException {
    if (!canConnect(hop) && !isOpen(hop)) {
      throw new IOException("the connection of " + hop.address() + " has ended");
    }
    var connection = connections.computeIfAbsent(hop, this::connect);
    if (connection == null || !connection.send(bytes)) {
      throw new IOException("no connection to " + hop.address());
    }
  }

  /** Without a name that its certificate has to show, nobody could be told from the right peer. */
  private boolean canConnect(SipHop hop) {
    return transport != SipTransport.TLS || hop.tls() != null;
  }

  private @Nullable StreamConnection connect(SipHop hop) {
    if (!canConnect(hop) || !isCounted(hop.address(), Integer.MAX_VALUE)) {
      parts.counters().add(SipCounter.CONNECTIONS_REFUSED);
      return null;
    }
    var flow = new SipFlow(transport, local, hop.address(), hop.tls());
    var connection = connection(flow, parts.io().next());
    var timeoutMs = (int) parts.limits().connectTimeout().toMillis();
    var bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMs);
    sourceAddress().ifPresent(bootstrap::localAddress);
    connection.connect(bootstrap);
    return connection;
  }

  private Optional<InetSocketAddress> sourceAddress() {
    return local.getAddress().isAnyLocalAddress()
        ? Optional.empty()
        : Optional.of(new InetSocketAddress(local.getAddress(), 0));
  }

  @Override
  public void close() {
    server.ifPresent(listening -> listening.close().awaitUninterruptibly());
    List.copyOf(connections.values()).forEach(StreamConnection::close);
  }
}
