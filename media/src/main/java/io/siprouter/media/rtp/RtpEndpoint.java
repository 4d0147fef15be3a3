package io.siprouter.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.siprouter.media.jitter.JitterSettings;
import io.siprouter.media.jitter.MediaPacket;
import io.siprouter.media.jitter.Playout;
import io.siprouter.media.jitter.SlotRing;
import io.siprouter.media.mix.MixerPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One leg's RTP: socket, source lock, jitter buffer, coders. The call loop opens, changes and
 * closes it, the mixer thread pulls and pushes, its rtp-io thread receives and sends; they meet in
 * wait-free rings and in the volatile plan. RFC 3550, RFC 3551.
 *
 * <pre>
 *   socket -> receiver -> ring -> playout -> pull
 *   socket &lt;- drain    &lt;- ring &lt;- sender  &lt;- push
 *   |--- rtp-io ----|         |---- mixer ----|
 * </pre>
 */
public final class RtpEndpoint implements MixerPort, AutoCloseable {
  /** 320 ms of the shortest packets: longer than a mixer ever pauses. */
  private static final int RING_SLOTS = 32;

  private static final int CLOCK_HZ = 8_000;
  private static final int TICKS_PER_MS = CLOCK_HZ / 1_000;

  /** Hears what the peer does. Called on rtp-io: must post and return. */
  public interface Listener {
    void digitStarted(char digit);

    void digitEnded(char digit, int durationMs);

    /** The peer's first audio packet came. */
    void firstPacket();
  }

  private final RtpPortPool.Lease lease;
  private final Counters counters = new Counters();
  private final SlotRing<MediaPacket> received = new SlotRing<>(RING_SLOTS, MediaPacket::new);
  private final SlotRing<TxPacket> sent = new SlotRing<>(RING_SLOTS, TxPacket::new);
  private final RtpReceiver receiver;
  private final RtpSender sender = new RtpSender(sent, counters);
  private final Playout playout;
  private final AtomicBoolean drainDue = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private final GenericFutureListener<Future<Void>> countSent = this::countSent;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Plan plan;
  private volatile @Nullable InetSocketAddress remote;
  private volatile @Nullable Channel channel;

  private RtpEndpoint(RtpPortPool.Lease lease, JitterSettings jitter, Listener listener) {
    this.lease = lease;
    this.playout = new Playout(jitter, CLOCK_HZ);
    this.receiver = new RtpReceiver(received, counters, listener);
  }

  /**
   * Opens the socket of a leg on a port of the pool; until settings are applied it is deaf and
   * mute. Waits for the bind and so must not be called on rtp-io.
   *
   * @return nothing when no port is free
   */
  public static Optional<RtpEndpoint> open(
      RtpIo io, RtpPortPool ports, JitterSettings jitter, InetAddress bind, Listener listener) {
    for (int tries = ports.capacity(); tries > 0; tries--) {
      var lease = ports.lease();
      if (lease.isEmpty()) {
        return Optional.empty();
      }
      var endpoint = new RtpEndpoint(lease.get(), jitter, listener);
      if (endpoint.bind(io, bind)) {
        return Optional.of(endpoint);
      }
      endpoint.close();
    }
    return Optional.empty();
  }

  private boolean bind(RtpIo io, InetAddress address) {
    var bound = io.bind(address, lease.port(), new Handler());
    channel = bound.orElse(null);
    return bound.isPresent();
  }

  public int localPort() {
    return lease.port();
  }

  /** Takes what was negotiated, also in the middle of a call. Call loop only. */
  public void apply(RtpSettings settings) {
    plan = Plan.of(settings, plan);
    var to = channel;
    if (to != null && !closed.get()) {
      to.eventLoop().execute(() -> signal(settings));
    }
  }

  private void signal(RtpSettings settings) {
    receiver.lock().signal(settings.remote(), settings.knownAddresses());
    remote = receiver.lock().remote();
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

  @Override
  public boolean pull(float[] frame) {
    var now = plan;
    if (now == null || !now.settings().receives()) {
      discardReceived();
      playout.rest();
      return false;
    }
    long nowNanos = System.nanoTime();
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
    while (received.peek() != null) {
      received.release();
    }
  }

  @Override
  public void push(float[] frame) {
    var now = plan;
    var to = channel;
    if (now == null || to == null || closed.get()) {
      return;
    }
    sender.push(frame, now);
    if (sent.peek() != null && drainDue.compareAndSet(false, true)) {
      to.eventLoop().execute(drain);
    }
  }

  /** On rtp-io: writes what the mixer thread has left in the ring. */
  private void drain() {
    drainDue.set(false);
    var to = channel;
    if (to == null) {
      return;
    }
    for (var packet = sent.peek(); packet != null; packet = sent.peek()) {
      send(to, packet);
      sent.release();
    }
    to.flush();
  }

  private void send(Channel to, TxPacket packet) {
    var address = receiver.lock().remote();
    if (address == null || !to.isWritable()) {
      counters.unsent.incrementAndGet();
      return;
    }
    var buffer = to.alloc().directBuffer(packet.length).writeBytes(packet.bytes, 0, packet.length);
    to.write(new DatagramPacket(buffer, address)).addListener(countSent);
    counters.bytesTx.addAndGet(packet.length - RtpPacket.HEADER_BYTES);
  }

  private void countSent(Future<?> write) {
    (write.isSuccess() ? counters.packetsTx : counters.unsent).incrementAndGet();
  }

  /** Whether everything pushed was handed to the socket. Any thread. */
  boolean isDrained() {
    return sent.isEmpty();
  }

  /** What was counted so far. Any thread. */
  public RtpStats stats() {
    long expected = counters.expected.get();
    long lost = counters.lost.get();
    return new RtpStats(
        counters.packetsRx.get(),
        counters.bytesRx.get(),
        counters.packetsTx.get(),
        counters.bytesTx.get(),
        counters.unsent.get(),
        lost,
        expected == 0 ? 0 : 100.0 * lost / expected,
        counters.jitterTicks.get() / (double) TICKS_PER_MS,
        (int) counters.delayMs.get(),
        counters.late.get(),
        counters.duplicates.get(),
        counters.strangers.get(),
        counters.discarded.get(),
        counters.rtcp.get(),
        counters.concealedMs.get(),
        counters.lastPacketNanos.get(),
        Optional.ofNullable(remote));
  }

  /** Closes the socket, then gives the port back. Remove it from its mixer first. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    var open = channel;
    if (open == null) {
      lease.close();
    } else {
      open.close().addListener(_ -> lease.close());
    }
  }

  private final class Handler extends SimpleChannelInboundHandler<DatagramPacket> {
    private boolean watching;

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket datagram) {
      var now = plan;
      ByteBuf content = datagram.content();
      if (now == null) {
        counters.discarded.incrementAndGet();
        return;
      }
      receiver.receive(content, datagram.sender(), now, System.nanoTime());
      remote = receiver.lock().remote();
      watchDigit(context.executor());
    }

    /** Lets a digit end though its last packets were lost. */
    private void watchDigit(EventExecutor loop) {
      if (receiver.digits().isPressed() && !watching) {
        watching = true;
        var _ =
            loop.schedule(
                () -> {
                  watching = false;
                  receiver.digits().expire(System.nanoTime());
                  watchDigit(loop);
                },
                DigitReceiver.TIMEOUT_NANOS,
                TimeUnit.NANOSECONDS);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      counters.unsent.incrementAndGet();
    }
  }
}
