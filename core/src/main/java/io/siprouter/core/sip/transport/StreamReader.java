package io.siprouter.core.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.siprouter.core.sip.tls.TlsFailure;
import io.siprouter.sip.message.SipMessage;
import io.siprouter.sip.message.StreamFrame;
import io.siprouter.sip.message.StreamFramer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Reads one connection: frames messages, answers pings, and stops reading while the lanes are
 * behind. Runs on the connection's {@code sip-io-*} thread.
 */
final class StreamReader extends SimpleChannelInboundHandler<ByteBuf> {
  /** What the connection does about what is read, on the same thread. */
  interface Owner {

    /** The peer broke a rule. */
    void abort(String reason);

    /** The connection is of no more use. */
    void end(String reason);
  }

  private static final byte[] PONG = "\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SipFlow flow;
  private final TcpLimits limits;
  private final MessageSink sink;
  private final Owner owner;
  private final StreamFramer framer;
  private final AtomicInteger inFlight = new AtomicInteger();
  private @Nullable Future<?> messageDeadline;

  StreamReader(SipFlow flow, StreamParts parts, Owner owner) {
    this.flow = flow;
    this.limits = parts.limits();
    this.sink = parts.sink();
    this.framer = new StreamFramer(parts.messages());
    this.owner = owner;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf buffer) {
    byte[] bytes = ByteBufUtil.getBytes(buffer);
    var frames = framer.feed(bytes, 0, bytes.length);
    frames.forEach(frame -> handle(frame, context));
    watch(frames, context);
  }

  private void handle(StreamFrame frame, ChannelHandlerContext context) {
    switch (frame) {
      case StreamFrame.Ping() -> pong(context.channel());
      case StreamFrame.Message(var message) -> message(message, context.channel());
      case StreamFrame.Broken(var head, var refusal) -> {
        head.ifPresent(message -> sink.unframed(message, refusal, flow));
        context.executor().execute(() -> owner.abort(refusal.reason()));
      }
    }
  }

  private void message(SipMessage message, Channel channel) {
    if (inFlight.incrementAndGet() >= limits.inFlight()) {
      pause(channel);
    }
    sink.message(message, flow, () -> handled(channel));
  }

  /** The lanes may have caught up before this takes effect, and nobody else would read again. */
  private void pause(Channel channel) {
    channel.config().setAutoRead(false);
    if (inFlight.get() <= limits.inFlight() / 2) {
      channel.config().setAutoRead(true);
    }
  }

  private static void pong(Channel channel) {
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(PONG));
  }

  private void handled(Channel channel) {
    if (inFlight.decrementAndGet() == limits.inFlight() / 2) {
      channel.config().setAutoRead(true);
    }
  }

  /** Gives a begun message its time: from its first bytes, or from the end of the one before. */
  private void watch(List<StreamFrame> frames, ChannelHandlerContext context) {
    if (!frames.isEmpty()) {
      cancelDeadline();
    }
    if (messageDeadline == null && framer.holdsPart()) {
      messageDeadline =
          context
              .executor()
              .schedule(
                  () -> owner.abort("half a message"),
                  limits.messageTimeout().toMillis(),
                  TimeUnit.MILLISECONDS);
    }
  }

  private void cancelDeadline() {
    if (messageDeadline != null) {
      messageDeadline.cancel(false);
      messageDeadline = null;
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof IdleStateEvent) {
      owner.end("nothing said for too long");
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelDeadline();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    owner.end(TlsFailure.describe(cause));
  }
}
