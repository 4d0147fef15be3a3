package io.siprouter.core.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Pings the peer of one connection, and hears whether it lives. Runs on the connection's {@code
 * sip-io-*} thread. RFC 5626 §3.5.1.
 *
 * <p>Not every peer answers: only one that has done so before is expected to go on.
 */
final class Pulse extends ChannelInboundHandlerAdapter {

  static final byte[] PING = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final Duration PATIENCE = Duration.ofSeconds(10); // RFC 5626 §4.4.1

  private boolean waiting;
  private boolean heard;
  private boolean answers;

  /** Sends a ping, unless one waits for its answer; {@code silent} runs if none comes. */
  void ping(Channel channel, Runnable silent) {
    if (waiting) {
      return;
    }
    waiting = true;
    heard = false;
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(PING));
    var _ =
        channel
            .eventLoop()
            .schedule(() -> judge(silent), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void judge(Runnable silent) {
    waiting = false;
    if (answers && !heard) {
      silent.run();
    }
  }

  /** Whatever the peer sends shows that it lives; what it means is for others to say. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    heard = true;
    answers |= waiting && message instanceof ByteBuf bytes && isPong(bytes);
    context.fireChannelRead(message);
  }

  private static boolean isPong(ByteBuf bytes) {
    return bytes.equals(Unpooled.wrappedBuffer(PONG));
  }
}
