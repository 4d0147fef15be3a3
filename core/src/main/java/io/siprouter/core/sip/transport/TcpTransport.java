package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The listening TCP socket and all connections, theirs and ours, by exact peer address. Any thread;
 * never waits for a connection.
 */
final class TcpTransport implements AutoCloseable {
  private final ConcurrentMap<InetSocketAddress, TcpConnection> connections =
      new ConcurrentHashMap<>();
  private final EventLoopGroup io;
  private final TcpLimits limits;
  private final SipCounters counters;
  private final MessageSink sink;
  private final Channel server;
  private final InetSocketAddress local;

  private TcpTransport(
      EventLoopGroup io,
      TcpLimits limits,
      InetSocketAddress address,
      SipCounters counters,
      MessageSink sink)
      throws IOException {
    this.io = io;
    this.limits = limits;
    this.counters = counters;
    this.sink = sink;
    this.server = bindServer(address);
    this.local = (InetSocketAddress) server.localAddress();
  }

  static TcpTransport bind(
      EventLoopGroup io,
      TcpLimits limits,
      InetSocketAddress address,
      SipCounters counters,
      MessageSink sink)
      throws IOException {
    return new TcpTransport(io, limits, address, counters, sink);
  }

  private Channel bindServer(InetSocketAddress address) throws IOException {
    var bound =
        new ServerBootstrap()
            .group(io)
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
    if (isFull(remote.getAddress())) {
      counters.add(SipCounter.CONNECTIONS_REFUSED);
      var _ = channel.close();
      return;
    }
    var connection = connection(channel.localAddress(), remote, channel.eventLoop());
    connections.put(remote, connection);
    connection.accepted(channel);
  }

  private boolean isFull(InetAddress address) {
    return connections.size() >= limits.connections()
        || connections.keySet().stream().filter(peer -> peer.getAddress().equals(address)).count()
            >= limits.connectionsPerAddress();
  }

  private TcpConnection connection(
      InetSocketAddress ours, InetSocketAddress theirs, EventLoop loop) {
    var flow = new SipFlow(SipTransport.TCP, ours, theirs);
    return new TcpConnection(
        flow, loop, limits, counters, sink, dead -> connections.remove(theirs, dead));
  }

  /** Begins to accept. */
  void read() {
    server.config().setAutoRead(true);
  }

  InetSocketAddress local() {
    return local;
  }

  int open() {
    return connections.size();
  }

  boolean isOpen(InetSocketAddress remote) {
    return connections.containsKey(remote);
  }

  /** Sends on the connection to exactly this address, if there is one. */
  boolean sendOnOpen(byte[] bytes, InetSocketAddress remote) {
    var connection = connections.get(remote);
    return connection != null && connection.send(bytes);
  }

  /** Sends on the connection to this address, which is made if there is none. */
  void send(byte[] bytes, InetSocketAddress remote) throws IOException {
    var connection = connections.computeIfAbsent(remote, this::connect);
    if (connection == null || !connection.send(bytes)) {
      throw new IOException("no connection to " + remote);
    }
  }

  private @Nullable TcpConnection connect(InetSocketAddress remote) {
    if (connections.size() >= limits.connections()) {
      counters.add(SipCounter.CONNECTIONS_REFUSED);
      return null;
    }
    var connection = connection(local, remote, io.next());
    var bootstrap =
        new Bootstrap()
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limits.connectTimeout().toMillis());
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
    server.close().awaitUninterruptibly();
    List.copyOf(connections.values()).forEach(TcpConnection::close);
  }
}
