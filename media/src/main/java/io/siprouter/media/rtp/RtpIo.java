package io.siprouter.media.rtp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Netty event loops {@code rtp-io-N} that read and write all RTP sockets. Any thread.
 *
 * <p>Epoll is taken where a socket can really be bound with it: in some sandboxes the library loads
 * and the first system call fails.
 */
public final class RtpIo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RtpIo.class);

  /** Larger than any Ethernet frame; what is longer still is cut and then refused. */
  static final int DATAGRAM_BYTES = 2_048;

  /** Some 30 packets as the kernel counts them, overhead included: half a second. */
  private static final int SOCKET_BUFFER_BYTES = 64 * 1_024;

  private final MultiThreadIoEventLoopGroup group;
  private final Class<? extends DatagramChannel> channelType;

  private RtpIo(int threads, IoHandlerFactory io, Class<? extends DatagramChannel> channelType) {
    this.group = new MultiThreadIoEventLoopGroup(threads, threadFactory(), io);
    this.channelType = channelType;
  }

  /**
   * Starts the event loops.
   *
   * @param threads number of event loops, at least 1
   */
  public static RtpIo start(int threads) {
    if (Epoll.isAvailable()) {
      var epoll = new RtpIo(threads, EpollIoHandler.newFactory(), EpollDatagramChannel.class);
      if (epoll.canBind()) {
        return epoll;
      }
      epoll.close();
    }
    LOG.atInfo().setMessage("RTP sockets without epoll").log();
    return new RtpIo(threads, NioIoHandler.newFactory(), NioDatagramChannel.class);
  }

  /** Whether the sockets use what Linux has for many of them. */
  public boolean usesEpoll() {
    return channelType.equals(EpollDatagramChannel.class);
  }

  /** Binds a UDP socket, or nothing where the port is taken by another program. */
  Optional<Channel> bind(InetAddress address, int port, ChannelHandler handler) {
    var binding =
        new Bootstrap()
            .group(group)
            .channel(channelType)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            .handler(handler)
            .bind(new InetSocketAddress(address, port));
    await(binding);
    return binding.isSuccess() ? Optional.of(binding.channel()) : Optional.empty();
  }

  /** Unlike Netty's own waiting, which wakes a virtual thread by way of a third one. */
  private static void await(ChannelFuture binding) {
    var done = new CompletableFuture<@Nullable Void>();
    binding.addListener(_ -> done.complete(null));
    done.join();
  }

  /** Ends the event loops and with them every socket still open; returns when they are gone. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
  }

  private boolean canBind() {
    var probe = bind(InetAddress.getLoopbackAddress(), 0, new Inert());
    probe.ifPresent(channel -> channel.close().awaitUninterruptibly());
    return probe.isPresent();
  }

  private static ThreadFactory threadFactory() {
    var number = new AtomicInteger();
    return task ->
        Thread.ofPlatform().daemon().name("rtp-io-" + number.incrementAndGet()).unstarted(task);
  }

  private static final class Inert extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {}
  }
}
