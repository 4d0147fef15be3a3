package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection: connecting, then open, then dead, and never back. {@link #send} and {@link
 * #close} may be called from any thread; everything else happens on its {@code sip-io-*} thread.
 */
final class TcpConnection {
  private static final Logger LOG = LoggerFactory.getLogger(TcpConnection.class);

  private final SipFlow flow;
  private final EventLoop loop;
  private final TcpLimits limits;
  private final SipCounters counters;
  private final MessageSink sink;
  private final Consumer<TcpConnection> onDeath;
  private final AtomicInteger unsentBytes = new AtomicInteger();
  private final Queue<byte[]> untilOpen = new ArrayDeque<>();
  private @Nullable Channel channel;
  private volatile boolean dead;

  TcpConnection(
      SipFlow flow,
      EventLoop loop,
      TcpLimits limits,
      SipCounters counters,
      MessageSink sink,
      Consumer<TcpConnection> onDeath) {
    this.flow = flow;
    this.loop = loop;
    this.limits = limits;
    this.counters = counters;
    this.sink = sink;
    this.onDeath = onDeath;
  }

  SipFlow flow() {
    return flow;
  }

  /** Takes a connection the peer made, whose channel runs on our loop. */
  void accepted(Channel theirs) {
    channel = theirs;
    addHandlers(theirs);
  }

  /** Begins to connect to the flow's remote address. */
  void connect(Bootstrap bootstrap) {
    bootstrap
        .group(loop)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel ours) {
                addHandlers(ours);
              }
            })
        .connect(flow.remote())
        .addListener((ChannelFuture connected) -> connected(connected));
  }

  private void addHandlers(Channel fresh) {
    long idleMs = limits.idleTimeout().toMillis();
    fresh
        .pipeline()
        .addLast(new IdleStateHandler(0, 0, idleMs, TimeUnit.MILLISECONDS))
        .addLast(new TcpReader(flow, limits, sink, this::abort));
    fresh.closeFuture().addListener(_ -> died());
  }

  private void connected(ChannelFuture connected) {
    if (!connected.isSuccess() || dead) {
      LOG.debug("no connection to {}", flow.remote(), connected.cause());
      var _ = connected.channel().close();
      died();
      return;
    }
    channel = connected.channel();
    untilOpen.forEach(this::write);
    untilOpen.clear();
  }

  /** Queues bytes; false if the connection is dead, or dies because too much is queued. */
  boolean send(byte[] bytes) {
    if (dead) {
      return false;
    }
    if (unsentBytes.addAndGet(bytes.length) > limits.queueBytes()) {
      loop.execute(() -> abort("peer reads too slowly"));
      return false;
    }
    loop.execute(() -> write(bytes));
    return true;
  }

  private void write(byte[] bytes) {
    if (channel == null) {
      untilOpen.add(bytes);
      return;
    }
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes))
        .addListener(_ -> unsentBytes.addAndGet(-bytes.length));
  }

  /** Ends the connection for what the peer did. */
  private void abort(String reason) {
    if (!dead) {
      LOG.debug("closing connection of {}: {}", flow.remote(), reason);
      counters.add(SipCounter.CONNECTIONS_ABORTED);
      closeNow();
    }
  }

  void close() {
    loop.execute(this::closeNow);
  }

  private void closeNow() {
    if (channel == null) {
      died();
    } else {
      var _ = channel.close();
    }
  }

  private void died() {
    if (!dead) {
      dead = true;
      untilOpen.clear();
      onDeath.accept(this);
      sink.closed(flow);
    }
  }
}
