package io.siprouter.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;

/**
 * Counts what comes to the port above a leg's RTP, where RTCP goes that is not multiplexed. On some
 * rtp-io thread; the leg's own one hears of it. RFC 3550 §11.
 */
final class RtcpReceiver extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final int LEAST_BYTES = 8;
  private static final int VERSION = 2;
  private static final int SENDER_REPORT = 200;
  private static final int APPLICATION = 204;

  private final RtpEndpoint endpoint;

  RtcpReceiver(RtpEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket received) {
    if (isRtcp(received.content())) {
      endpoint.heardRtcp(received.sender());
    }
  }

  private static boolean isRtcp(ByteBuf datagram) {
    return datagram.readableBytes() >= LEAST_BYTES
        && datagram.getUnsignedByte(0) >> 6 == VERSION
        && datagram.getUnsignedByte(1) >= SENDER_REPORT
        && datagram.getUnsignedByte(1) <= APPLICATION;
  }

  /** Nothing of RTCP is worth more than a packet of it. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
