package io.siprouter.core.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bound UDP socket. Reads on a {@code sip-io-*} thread, sends from any. */
final class UdpSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);
  private static final int MAX_DATAGRAM_BYTES = 65_535;
  private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 20, 4 << 20);

  private final Channel channel;
  private final InetSocketAddress local;
  private final SipCounters counters;

  private UdpSocket(Channel channel, SipCounters counters) {
    this.channel = channel;
    this.local = (InetSocketAddress) channel.localAddress();
    this.counters = counters;
  }

  static UdpSocket bind(
      EventLoopGroup io, InetSocketAddress address, SipCounters counters, MessageSink sink)
      throws IOException {
    var bound =
        new Bootstrap()
            .group(io)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, fixed())
            .option(ChannelOption.SO_RCVBUF, 4 << 20)
            .option(ChannelOption.AUTO_READ, false)
            .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .handler(new Reader(sink))
            .bind(address)
            .awaitUninterruptibly();
    return new UdpSocket(Binding.channelOf(bound), counters);
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

  /** Sends, or drops and counts where the socket cannot keep up. */
  void send(byte[] bytes, InetSocketAddress to) {
    if (!channel.isWritable()) {
      counters.add(SipCounter.SEND_FAILURES);
      return;
    }
    channel
        .writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to))
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                counters.add(SipCounter.SEND_FAILURES);
              }
            });
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
