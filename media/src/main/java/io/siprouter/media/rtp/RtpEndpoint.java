package io.siprouter.media.rtp;

import io.netty.channel.Channel;
import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.jitter.Playout;
import io.siprouter.media.mix.MixerPort;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One leg's RTP: socket, source lock, jitter buffer, coders. The call loop opens, changes and
 * closes it, the mixer thread pulls and pushes, its rtp-io thread receives and sends; they meet in
 * wait-free rings and in the volatile plan. RFC 3550, RFC 3551.
 *
 * <pre>
 *   socket -> receiver -> ring -> playout -> pull
 *   socket &lt;- outbox   &lt;- ring &lt;- sender  &lt;- push
 *   |--- rtp-io ----|         |---- mixer ----|
 * </pre>
 */
public final class RtpEndpoint implements MixerPort, AutoCloseable {
  /** Ports tried for one leg: other programs may have some, but not all of them in a row. */
  private static final int MAX_TRIES = 16;

  /** Hears what the peer does. Called on rtp-io: must post and return. */
  public interface Listener {
    void digitStarted(char digit);

    void digitEnded(char digit, int durationMs);

    /** The peer's first audio packet came. */
    void firstPacket();
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RtpIo io;
  private final InetAddress bind;
  private final RtpPortPool.Lease lease;
  private final Channel channel;
  private final RtpReceiver receiver;
  private final Playout playout;
  private final Outbox outbox;
  private final RtpSender sender;
  private final RtcpLine line;
  private final Counters counters;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Plan plan;
  private boolean reporting;
  private @Nullable Channel rtcp;

  private RtpEndpoint(
      RtpIo io,
      InetAddress bind,
      RtpPortPool.Lease lease,
      Channel channel,
      int ssrc,
      RtpReceiver receiver,
      Counters counters,
      JitterSettings jitter) {
    this.io = io;
    this.bind = bind;
    this.lease = lease;
    this.channel = channel;
    this.receiver = receiver;
    this.line = new RtcpLine(channel, receiver);
    this.counters = counters;
    this.playout = new Playout(jitter);
    this.outbox = new Outbox(channel, receiver, counters);
    this.sender = new RtpSender(ssrc, outbox.ring(), counters);
  }

  /**
   * Opens the socket of a leg on a port of the pool; until settings are applied it is deaf and
   * mute. Waits for the bind and so must not be called on rtp-io.
   *
   * @return nothing when no port is free, or none can be bound at this address
   */
  public static Optional<RtpEndpoint> open(
      RtpIo io, RtpPortPool ports, JitterSettings jitter, InetAddress bind, Listener listener) {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      var lease = ports.lease();
      if (lease.isEmpty()) {
        return Optional.empty();
      }
      var counters = new Counters();
      int ssrc = RANDOM.nextInt();
      var receiver = new RtpReceiver(ssrc, counters, listener);
      var channel = io.bind(bind, lease.get().port(), receiver);
      if (channel.isPresent()) {
        return Optional.of(
            new RtpEndpoint(
                io, bind, lease.get(), channel.get(), ssrc, receiver, counters, jitter));
      }
      lease.get().close();
    }
    return Optional.empty();
  }

  public int localPort() {
    return lease.port();
  }

  /** Takes what was negotiated, also in the middle of a call. Call loop only. */
  public void apply(RtpSettings settings) {
    if (closed.get()) {
      return;
    }
    var former = plan;
    var next = Plan.of(settings, former);
    plan = next;
    if (former != null) {
      former.makeWayFor(next);
    }
    channel.eventLoop().execute(() -> receiver.apply(next));
  }

  /**
   * Begins to send a digit; one that is still pressed ends. Dropped where the peer takes no
   * telephone events or 32 digits wait already. Call loop only.
   *
   * @param digit 0 to 9, *, #, A to D
   * @throws IllegalArgumentException if there is no such digit
   */
  public void startDigit(char digit) {
    if (!sender.digits().press(digit)) {
      counters.unsent.incrementAndGet();
    }
  }

  /** Ends the digit, which lasts at least 40 ms, if one is pressed. Call loop only. */
  public void endDigit() {
    sender.digits().release();
  }

  /**
   * Opens the port above, where it is free, to exchange reports of what each side receives.
   * Idempotent; waits for the bind. Call loop only.
   */
  public void exchangeReports() {
    if (!reporting && !closed.get()) {
      reporting = true;
      rtcp = io.bind(bind, lease.port() + 1, line).orElse(null);
      if (rtcp != null) {
        line.begin(rtcp);
      }
    }
  }

  /** Reports to the peer now, and not only when it is time. Any thread. */
  void report() {
    channel.eventLoop().execute(line::report);
  }

  @Override
  public boolean pull(float[] frame) {
    var now = plan;
    if (now == null || !now.settings().receives()) {
      discardReceived();
      playout.rest();
      return false;
    }
    long nowNanos = System.nanoTime();
    var received = receiver.ring();
    for (var packet = received.peek(); packet != null; packet = received.peek()) {
      playout.offer(packet, nowNanos);
      received.release();
    }
    boolean heard = playout.pull(frame, now.rx());
    counters.delayMs.set(playout.delayMs());
    counters.late.set(playout.late());
    counters.duplicates.set(playout.duplicates());
    counters.concealedMs.set(playout.concealedMs());
    return heard;
  }

  private void discardReceived() {
    var received = receiver.ring();
    while (received.peek() != null) {
      received.release();
    }
  }

  @Override
  public void push(float[] frame) {
    var now = plan;
    if (now != null && !closed.get()) {
      sender.push(frame, now);
      outbox.wake();
    }
  }

  /** Whether everything pushed was handed to the socket. Any thread. */
  boolean isDrained() {
    return outbox.ring().isEmpty();
  }

  /** What was counted so far. Any thread. */
  public RtpStats stats() {
    return counters.stats(receiver.remote());
  }

  /**
   * Closes sockets and coders, then gives the port back. Remove it from its mixer first. Call loop
   * only.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (rtcp != null) {
        rtcp.close().awaitUninterruptibly();
      }
      if (plan != null) {
        plan.close();
      }
      channel.close().addListener(_ -> lease.close());
    }
  }
}
