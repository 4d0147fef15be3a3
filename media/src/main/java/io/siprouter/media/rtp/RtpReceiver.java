package io.siprouter.media.rtp;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.EventExecutor;
import io.siprouter.media.jitter.MediaPacket;
import io.siprouter.media.jitter.SlotRing;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sorts one leg's datagrams: audio goes into a ring for the mixer thread; what is not RTP, not the
 * peer's or not negotiated is counted and dropped. Confined to the leg's rtp-io thread, but for
 * what says otherwise.
 */
final class RtpReceiver extends SimpleChannelInboundHandler<DatagramPacket> {
  /** 320 ms of the shortest packets: longer than a mixer ever pauses. */
  private static final int RING_SLOTS = 32;

  /** Static payload type of comfort noise, sent in pauses of speech without being negotiated. */
  private static final int COMFORT_NOISE = 13; // RFC 3389 §4

  private static final int SAMPLES_PER_MS = 48;
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int MICROS_PER_MS = 1_000;

  private final SlotRing<MediaPacket> ring = new SlotRing<>(RING_SLOTS, MediaPacket::new);
  private final Counters counters;
  private final RtpEndpoint.Listener listener;
  private final DigitReceiver digits;
  private final SourceLock lock = new SourceLock();
  private final Reception reception;
  private final RtcpReports reports;
  private final RtpPacket packet = new RtpPacket();
  private final byte[] datagram = new byte[RtpIo.DATAGRAM_BYTES];
  private boolean heard;
  private boolean watching;
  private @Nullable Plan plan;
  private volatile @Nullable InetSocketAddress remote;

  /**
   * @param ssrc of what the leg sends
   */
  RtpReceiver(int ssrc, Counters counters, RtpEndpoint.Listener listener) {
    this.counters = counters;
    this.reception = new Reception();
    this.reports = new RtcpReports(ssrc, reception, counters);
    this.listener = listener;
    this.digits = new DigitReceiver(listener);
  }

  SourceLock lock() {
    return lock;
  }

  RtcpReports reports() {
    return reports;
  }

  /** To be emptied by the mixer thread. */
  SlotRing<MediaPacket> ring() {
    return ring;
  }

  /** Where the peer's packets go. Any thread. */
  Optional<InetSocketAddress> remote() {
    return Optional.ofNullable(remote);
  }

  void apply(Plan next) {
    plan = next;
    reports.sendsAt(next.ticksPerMs());
    lock.signal(next.settings().remote(), next.settings().knownAddresses());
    remote = lock.remote();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket received) {
    int length = received.content().readableBytes();
    received.content().readBytes(datagram, 0, length);
    var now = plan;
    var kind = packet.wrap(datagram, length);
    switch (kind) {
      case RTP -> acceptRtp(received.sender(), now, System.nanoTime());
      case RTCP -> acceptRtcp(received.sender(), datagram, length);
      case OTHER -> counters.discarded.incrementAndGet();
    }
    remote = lock.remote();
    watchDigit(context.executor());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    counters.discarded.incrementAndGet();
  }

  /**
   * Takes RTCP, also what comes to the port above.
   *
   * @return whether the peer reports on this call
   */
  boolean acceptRtcp(InetSocketAddress source, byte[] bytes, int length) {
    counters.rtcp.incrementAndGet();
    if (!lock.isPeers(source.getAddress())) {
      return false;
    }
    counters.signsOfLife.incrementAndGet();
    return reports.heard(bytes, length, System.nanoTime());
  }

  private void acceptRtp(InetSocketAddress source, @Nullable Plan plan, long nowNanos) {
    if (plan == null) {
      counters.discarded.incrementAndGet();
    } else if (packet.payloadType() == COMFORT_NOISE) {
      acceptComfortNoise(source, nowNanos);
    } else {
      accept(source, plan, nowNanos);
    }
  }

  /** What is missing in the pause is concealed by silence; the noise itself is not played. */
  private void acceptComfortNoise(InetSocketAddress source, long nowNanos) {
    if (lock.accepts(source, nowNanos)) {
      counters.signsOfLife.incrementAndGet();
      counters.lastPacketNanos.set(nowNanos);
    } else {
      counters.strangers.incrementAndGet();
    }
  }

  private void accept(InetSocketAddress source, Plan plan, long nowNanos) {
    int samplesPerTick = plan.rx().samplesPerTick(packet.payloadType());
    int duration = plan.rx().durationSamples(packet);
    boolean digit = samplesPerTick > 0 && !plan.rx().isAudio(packet.payloadType());
    boolean audio = duration > 0 && packet.payloadLength() <= MediaPacket.MAX_PAYLOAD_BYTES;
    if (!digit && !audio) {
      counters.discarded.incrementAndGet();
    } else if (!lock.accepts(source, nowNanos)) {
      counters.strangers.incrementAndGet();
    } else if (digit) {
      reception.receivedDigit(packet);
      count(nowNanos);
      digits.receive(packet, samplesPerTick, nowNanos);
    } else {
      reception.received(packet, samplesPerTick, sampleAt(nowNanos));
      count(nowNanos);
      hear(packet.timestamp() * samplesPerTick, duration, nowNanos);
    }
  }

  private void hear(int startSample, int durationSamples, long nowNanos) {
    if (!heard) {
      heard = true;
      listener.firstPacket();
    }
    enqueue(startSample, durationSamples, nowNanos);
  }

  private static int sampleAt(long nanos) {
    return (int) (nanos / NANOS_PER_MICRO * SAMPLES_PER_MS / MICROS_PER_MS);
  }

  private void count(long nowNanos) {
    counters.packetsRx.incrementAndGet();
    counters.signsOfLife.incrementAndGet();
    counters.bytesRx.addAndGet(packet.payloadLength());
    counters.expected.set(reception.expected());
    counters.lost.set(reception.lost());
    counters.jitterSamples.set(Math.round(reception.jitterSamples()));
    counters.lastPacketNanos.set(nowNanos);
  }

  private void enqueue(int startSample, int durationSamples, long nowNanos) {
    var slot = ring.claim();
    if (slot == null) {
      counters.discarded.incrementAndGet();
      return;
    }
    slot.place(packet.ssrc(), packet.sequence(), startSample, packet.marker(), nowNanos);
    slot.fill(
        packet.payloadType(),
        durationSamples,
        packet.bytes(),
        packet.payloadOffset(),
        packet.payloadLength());
    ring.publish();
  }

  /** Lets a digit end though its last packets were lost. */
  private void watchDigit(EventExecutor loop) {
    if (digits.isPressed() && !watching) {
      watching = true;
      var _ = loop.schedule(() -> expireDigit(loop), DigitReceiver.TIMEOUT_NANOS, NANOSECONDS);
    }
  }

  private void expireDigit(EventExecutor loop) {
    watching = false;
    digits.expire(System.nanoTime());
    watchDigit(loop);
  }
}
