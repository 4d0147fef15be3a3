package io.siprouter.core.trace;

import io.siprouter.config.HepTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every message to a capture server such as Homer, over UDP. A thread of its own, {@code
 * trace-hep}; what it cannot keep up with is left out.
 */
public final class HepExporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HepExporter.class);
  private static final int CAPACITY = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The longest datagram over IPv4. */
  private static final int MAX_DATAGRAM_BYTES = 65_507;

  private final HepTarget target;
  private final InetSocketAddress server;
  private final DatagramChannel channel;
  private final TraceSubscription messages;
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();

  private HepExporter(HepTarget target, TraceSubscription messages) {
    this.target = target;
    this.messages = messages;
    this.server = new InetSocketAddress(target.address(), target.port());
    this.channel = open();
  }

  private static DatagramChannel open() {
    try {
      return DatagramChannel.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no socket for HEP", e);
    }
  }

  /** Begins to show the messages of a trace, until closed or the trace is. */
  public static HepExporter start(MessageTrace trace, HepTarget target) {
    var exporter = new HepExporter(target, trace.subscribe(TraceFilter.ALL, CAPACITY));
    Thread.ofVirtual().name("trace-hep").start(exporter::run);
    return exporter;
  }

  private void run() {
    try (channel) {
      while (!messages.ended()) {
        messages.next(PATIENCE).ifPresent(this::send);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("closing the socket for HEP", e);
    }
  }

  private void send(TracedMessage message) {
    var packet = HepPacket.of(message, target);
    try {
      if (packet.length > MAX_DATAGRAM_BYTES) {
        failed.increment();
      } else {
        channel.send(ByteBuffer.wrap(packet), server);
        sent.increment();
      }
    } catch (IOException e) {
      LOG.debug("no HEP to {}", server, e);
      failed.increment();
    }
  }

  /** How many messages were sent; whether they arrived nobody says. */
  public long sent() {
    return sent.sum();
  }

  /** How many could not be sent: too long, no way there, or too many at once. */
  public long failed() {
    return failed.sum() + messages.dropped();
  }

  @Override
  public void close() {
    messages.close();
  }
}
