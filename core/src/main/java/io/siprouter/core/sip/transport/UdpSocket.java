package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bound UDP socket. Netty reads it on a {@code sip-io-*} thread; any thread sends at once, for
 * a datagram is not worth waking another one.
 */
final class UdpSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);
  private static final int MAX_DATAGRAM_BYTES = 65_535;

  /** Holds a burst of thousands of messages while the network is slow. */
  private static final int SEND_BUFFER_BYTES = 4 << 20;

  private final Channel channel;
  private final DatagramChannel socket;
  private final InetSocketAddress local;
  private final SipCounters counters;

  private UdpSocket(Channel channel, DatagramChannel socket, SipCounters counters) {
    this.channel = channel;
    this.socket = socket;
    this.local = (InetSocketAddress) channel.localAddress();
    this.counters = counters;
  }

  static UdpSocket bind(
      EventLoopGroup io, InetSocketAddress address, SipCounters counters, MessageSink sink)
      throws IOException {
    var socket = DatagramChannel.open();
    var bound =
        new Bootstrap()
            .group(io)
            .channelFactory(() -> new NioDatagramChannel(socket))
            .option(ChannelOption.RECVBUF_ALLOCATOR, fixed())
            .option(ChannelOption.SO_RCVBUF, 4 << 20)
            .option(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
            .option(ChannelOption.AUTO_READ, false)
            .handler(new Reader(sink))
            .bind(address)
            .awaitUninterruptibly();
    return new UdpSocket(Binding.channelOf(bound), socket, counters);
  }

  private static FixedRecvByteBufAllocator fixed() {
    return new FixedRecvByteBufAllocator(MAX_DATAGRAM_BYTES);
  }

  /** Begins to read. */
  void read() {
    channel.config().setAutoRead(true);
  }

  InetSocketAddress local() {
    return local;
  }

  /** Sends, or drops and counts where the network cannot keep up or there is no way. */
  void send(byte[] bytes, InetSocketAddress to) {
    try {
      if (socket.send(ByteBuffer.wrap(bytes), to) == 0) {
        counters.add(SipCounter.SEND_FAILURES);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("no datagram to {}", to, e);
      counters.add(SipCounter.SEND_FAILURES);
    }
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
  }

  private static final class Reader extends SimpleChannelInboundHandler<DatagramPacket> {
    private final MessageSink sink;

    Reader(MessageSink sink) {
      this.sink = sink;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      var local = (InetSocketAddress) context.channel().localAddress();
      var flow = new SipFlow(SipTransport.UDP, local, packet.sender());
      sink.datagram(ByteBufUtil.getBytes(packet.content()), flow);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("UDP read failed", cause);
    }
  }
}
