package io.siprouter.control.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.transport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sockets that take no more connections than are allowed, counted before any TLS. Any thread. */
final class DoorTransport implements Transport {

  private final ConnectionCount count;

  DoorTransport(ConnectionCount count) {
    this.count = count;
  }

  @Override
  public String name() {
    return "door";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new Sockets(count);
  }

  private static final class Sockets extends NioTransport {
    private final ConnectionCount count;

    Sockets(ConnectionCount count) {
      this.count = count;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
      return domainSocket ? super.serverChannelFactory(true) : () -> new Door(count);
    }
  }

  /** On the thread that accepts. */
  private static final class Door extends NioServerSocketChannel {
    private final ConnectionCount count;

    Door(ConnectionCount count) {
      this.count = count;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
      int read = super.doReadMessages(accepted);
      if (read == 1 && !admits((SocketChannel) accepted.getLast())) {
        ((Channel) accepted.removeLast()).unsafe().closeForcibly();
        return 0;
      }
      return read;
    }

    private boolean admits(SocketChannel connection) {
      var peer = connection.remoteAddress();
      if (peer == null || !count.admit(peer.getAddress())) {
        return false;
      }
      connection.closeFuture().addListener(_ -> count.release(peer.getAddress()));
      return true;
    }
  }
}
