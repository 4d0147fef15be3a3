package io.siprouter.core.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelConfig;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.siprouter.sip.message.Refusal;
import io.siprouter.sip.message.SipLimits;
import io.siprouter.sip.message.SipMessage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
  private static final int IN_FLIGHT = 4;
  private static final TcpLimits LIMITS =
      new TcpLimits(
          1,
          1,
          IN_FLIGHT,
          1 << 20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));
  private static final SipFlow FLOW =
      new SipFlow(SipTransport.TCP, new InetSocketAddress(5060), new InetSocketAddress(5070));
  private static final String MESSAGE =
      "OPTIONS sip:hub@127.0.0.1 SIP/2.0\r\nCall-ID: c1\r\nContent-Length: 0\r\n\r\n";

  private final Queue<Runnable> inFlight = new ArrayDeque<>();

  @Test
  void readingGoesOnWhenTheLanesCatchUpWhileItStops() {
    var channel = channel(new CatchingUp());

    channel.writeInbound(Unpooled.copiedBuffer(MESSAGE.repeat(4), StandardCharsets.US_ASCII));

    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(inFlight).hasSize(1);
  }

  @Test
  void readingStopsUntilHalfOfTheMessagesAreHandled() {
    var channel = channel(new DefaultChannelConfig(new EmbeddedChannel()));
    channel.writeInbound(Unpooled.copiedBuffer(MESSAGE.repeat(4), StandardCharsets.US_ASCII));

    inFlight.remove().run();
    assertThat(channel.config().isAutoRead()).isFalse();
    inFlight.remove().run();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  private EmbeddedChannel channel(ChannelConfig config) {
    var loop = new DefaultEventLoop();
    var parts =
        new StreamParts(
            loop, LIMITS, SipLimits.DEFAULT, new ConnectionCount(), new SipCounters(), new Held());
    var reader = new StreamReader(FLOW, parts, new Unharmed());
    return new EmbeddedChannel(DefaultChannelId.newInstance(), false, config, reader);
  }

  /** Lets the lanes handle all they have at the worst moment. */
  private final class CatchingUp extends DefaultChannelConfig {

    CatchingUp() {
      super(new EmbeddedChannel());
    }

    @Override
    public ChannelConfig setAutoRead(boolean autoRead) {
      if (!autoRead) {
        inFlight.forEach(Runnable::run);
        inFlight.clear();
      }
      return super.setAutoRead(autoRead);
    }
  }

  /** Lanes that handle nothing by themselves. */
  private final class Held implements MessageSink {

    @Override
    public void datagram(byte[] bytes, SipFlow flow) {}

    @Override
    public void message(SipMessage message, SipFlow flow, Runnable handled) {
      inFlight.add(handled);
    }

    @Override
    public void unframed(SipMessage message, Refusal refusal, SipFlow flow) {}

    @Override
    public void closed(SipFlow flow, String reason) {}
  }

  /** A connection that nothing happens to. */
  private static final class Unharmed implements StreamReader.Owner {

    @Override
    public void abort(String reason) {}

    @Override
    public void end(String reason) {}
  }
}
