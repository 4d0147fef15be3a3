package io.siprouter.media.rtp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The second socket of a leg, on the port above its RTP, where reports go to and fro. It hears on
 * some rtp-io thread and hands on to the leg's own, where everything else happens. RFC 3550 §6.2,
 * §11.
 */
final class RtcpLine extends SimpleChannelInboundHandler<DatagramPacket> {

  /** More or less by half of it, and half as long before the first report. */
  private static final long INTERVAL_MS = 5_000;

  private static final int HIGHEST_PORT = 0xffff;

  private final Channel rtp;
  private final RtpReceiver receiver;
  private final RtpPacket packet = new RtpPacket();
  private @Nullable Channel rtcp;
  private @Nullable InetSocketAddress learned;

  RtcpLine(Channel rtp, RtpReceiver receiver) {
    this.rtp = rtp;
    this.receiver = receiver;
  }

  /** Begins to report by this socket, until it is closed. Any thread. */
  void begin(Channel bound) {
    rtp.eventLoop()
        .execute(
            () -> {
              rtcp = bound;
              reportLater(INTERVAL_MS / 2);
            });
  }

  private void reportLater(long intervalMs) {
    long delayMs = ThreadLocalRandom.current().nextLong(intervalMs / 2, intervalMs * 3 / 2);
    var _ =
        rtp.eventLoop()
            .schedule(
                () -> {
                  if (rtcp != null && rtcp.isOpen()) {
                    reportLater(INTERVAL_MS);
                    report();
                  }
                },
                delayMs,
                MILLISECONDS);
  }

  /** Tells the peer what came, where it is known where the peer is. */
  void report() {
    var socket = rtcp;
    if (socket != null) {
      peer().ifPresent(to -> report(socket, to));
    }
  }

  private void report(Channel socket, InetSocketAddress to) {
    var report = receiver.reports().write(System.nanoTime());
    var buffer = socket.alloc().directBuffer(report.length).writeBytes(report);
    var _ = socket.writeAndFlush(new DatagramPacket(buffer, to));
  }

  /**
   * Where its reports come from; before that, above its RTP. Nowhere, where it holds us by 0.0.0.0.
   */
  private Optional<InetSocketAddress> peer() {
    var from = learned;
    if (from != null && receiver.lock().isPeers(from.getAddress())) {
      return Optional.of(from);
    }
    return receiver
        .remote()
        .filter(rtpPeer -> rtpPeer.getPort() < HIGHEST_PORT)
        .filter(rtpPeer -> !rtpPeer.getAddress().isAnyLocalAddress())
        .map(RtcpLine::above);
  }

  private static InetSocketAddress above(InetSocketAddress rtpPeer) {
    return new InetSocketAddress(rtpPeer.getAddress(), rtpPeer.getPort() + 1);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket received) {
    var datagram = new byte[received.content().readableBytes()];
    received.content().readBytes(datagram);
    var source = received.sender();
    if (packet.wrap(datagram, datagram.length) == RtpPacket.Kind.RTCP) {
      rtp.eventLoop().execute(() -> hear(datagram, source));
    }
  }

  /** Whoever reports on our call is answered where it sends from. */
  private void hear(byte[] datagram, InetSocketAddress source) {
    if (receiver.acceptRtcp(source, datagram, datagram.length)) {
      learned = source;
    }
  }

  /** Nothing of RTCP is worth more than a packet of it. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {}
}
