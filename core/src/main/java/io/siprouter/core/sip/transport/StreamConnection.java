package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import io.siprouter.core.sip.tls.TlsFailure;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, TCP or TLS: connecting, then open, then dead, and never back. {@link #send} and
 * {@link #close} may be called from any thread; everything else happens on its {@code sip-io-*}
 * thread.
 */
final class StreamConnection implements StreamReader.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

  private final SipFlow flow;
  private final EventLoop loop;
  private final StreamParts parts;
  private final Consumer<StreamConnection> onDeath;
  private final Pulse pulse = new Pulse();
  private final AtomicInteger unsentBytes = new AtomicInteger();
  private final Queue<byte[]> untilOpen = new ArrayDeque<>();
  private @Nullable Channel channel;
  private boolean open;
  private volatile boolean dead;

  StreamConnection(
      SipFlow flow, EventLoop loop, StreamParts parts, Consumer<StreamConnection> onDeath) {
    this.flow = flow;
    this.loop = loop;
    this.parts = parts;
    this.onDeath = onDeath;
  }

  SipFlow flow() {
    return flow;
  }

  /** Takes a connection the peer made, whose channel runs on our loop. */
  void accepted(Channel theirs) {
    channel = theirs;
    open = true;
    prepare(theirs);
  }

  /** Takes a TLS connection the peer made. */
  void accepted(Channel theirs, SslHandler tls) {
    secure(theirs, tls);
    theirs.pipeline().addFirst(new HandshakeOnce(this));
    accepted(theirs);
    tls.handshakeFuture().addListener(this::countFailure);
  }

  /**
   * Connects to the flow's remote address, later: it may fail at once, which its owner must not.
   */
  void connect(Bootstrap bootstrap) {
    loop.execute(() -> connectNow(bootstrap));
  }

  private void connectNow(Bootstrap bootstrap) {
    bootstrap
        .group(loop)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel ours) {
                prepare(ours);
              }
            })
        .connect(flow.remote())
        .addListener((ChannelFuture connected) -> connected(connected));
  }

  private void prepare(Channel fresh) {
    long idleMs = parts.limits().idleTimeout().toMillis();
    fresh
        .pipeline()
        .addLast(new IdleStateHandler(0, 0, idleMs, TimeUnit.MILLISECONDS))
        .addLast(pulse)
        .addLast(new StreamReader(flow, parts, this));
    fresh.closeFuture().addListener(_ -> died("closed by the peer"));
  }

  private void secure(Channel fresh, SslHandler tls) {
    tls.setHandshakeTimeoutMillis(parts.limits().connectTimeout().toMillis());
    fresh.pipeline().addFirst(tls);
  }

  private void connected(ChannelFuture connected) {
    var ours = connected.channel();
    if (!connected.isSuccess() || dead) {
      died(connected.cause() == null ? "closed" : TlsFailure.describe(connected.cause()));
      var _ = ours.close();
      return;
    }
    channel = ours;
    var peer = flow.tls();
    if (peer == null) {
      opened();
    } else {
      var tls = peer.handler(ours.alloc(), flow.remote().getPort());
      secure(ours, tls);
      tls.handshakeFuture().addListener(this::shaken);
    }
  }

  private void shaken(Future<? super Channel> handshake) {
    countFailure(handshake);
    if (handshake.isSuccess()) {
      opened();
    } else {
      var reason = TlsFailure.describe(handshake.cause());
      LOG.warn("No TLS connection to {} at {}: {}", flow.tls(), flow.remote(), reason);
      end(reason);
    }
  }

  private void countFailure(Future<? super Channel> handshake) {
    if (!handshake.isSuccess()) {
      parts.counters().add(SipCounter.HANDSHAKES_FAILED);
    }
  }

  private void opened() {
    open = true;
    untilOpen.forEach(this::write);
    untilOpen.clear();
  }

  /** Queues bytes; false if the connection is dead, or dies because too much is queued. */
  boolean send(byte[] bytes) {
    if (dead) {
      return false;
    }
    if (unsentBytes.addAndGet(bytes.length) > parts.limits().queueBytes()) {
      loop.execute(() -> abort("peer reads too slowly"));
      return false;
    }
    loop.execute(() -> write(bytes));
    return true;
  }

  private void write(byte[] bytes) {
    if (open && channel != null) {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(bytes))
          .addListener(_ -> unsentBytes.addAndGet(-bytes.length));
    } else if (!dead) {
      untilOpen.add(bytes);
    }
  }

  /** Asks the peer for a sign of life, once the connection is open. */
  void ping() {
    loop.execute(
        () -> {
          if (open && channel != null && !dead) {
            pulse.ping(channel, () -> abort("no answer to a ping"));
          }
        });
  }

  @Override
  public void abort(String reason) {
    if (!dead) {
      parts.counters().add(SipCounter.CONNECTIONS_ABORTED);
      end(reason);
    }
  }

  void close() {
    loop.execute(() -> end("closed by us"));
  }

  /** Nobody waits for a farewell that a slow peer may never read. */
  @Override
  public void end(String reason) {
    died(reason);
    if (channel != null) {
      var _ = channel.close();
    }
  }

  private void died(String reason) {
    if (!dead) {
      dead = true;
      LOG.debug("connection with {} has ended: {}", flow.remote(), reason);
      untilOpen.clear();
      onDeath.accept(this);
      parts.sink().closed(flow, reason);
    }
  }
}
