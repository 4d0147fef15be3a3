package io.siprouter.media.rtp;

import io.netty.buffer.ByteBuf;
import io.siprouter.media.jitter.MediaPacket;
import io.siprouter.media.jitter.SlotRing;
import java.net.InetSocketAddress;

/**
 * Sorts one leg's datagrams: audio goes into a ring for the mixer thread; what is not RTP, not the
 * peer's or not negotiated is counted and dropped. Confined to the leg's rtp-io thread.
 */
final class RtpReceiver {
  private static final int TICKS_PER_MS = 8;
  private static final int NANOS_PER_MS = 1_000_000;

  private final SlotRing<MediaPacket> ring;
  private final Counters counters;
  private final RtpEndpoint.Listener listener;
  private final DigitReceiver digits;
  private final SourceLock lock = new SourceLock();
  private final Reception reception = new Reception();
  private final RtpPacket packet = new RtpPacket();
  private final byte[] datagram = new byte[RtpIo.DATAGRAM_BYTES];
  private boolean heard;

  RtpReceiver(SlotRing<MediaPacket> ring, Counters counters, RtpEndpoint.Listener listener) {
    this.ring = ring;
    this.counters = counters;
    this.listener = listener;
    this.digits = new DigitReceiver(listener);
  }

  SourceLock lock() {
    return lock;
  }

  DigitReceiver digits() {
    return digits;
  }

  void receive(ByteBuf content, InetSocketAddress source, Plan plan, long nowNanos) {
    int length = content.readableBytes();
    content.readBytes(datagram, 0, length);
    switch (packet.wrap(datagram, length)) {
      case RTP -> accept(source, plan, nowNanos);
      case RTCP -> counters.rtcp.incrementAndGet();
      case OTHER -> counters.discarded.incrementAndGet();
    }
  }

  private void accept(InetSocketAddress source, Plan plan, long nowNanos) {
    boolean digit = plan.settings().rxTelephoneEvents().contains(packet.payloadType());
    int durationTicks = plan.rx().durationTicks(packet.payloadType(), packet.payloadLength());
    boolean audio = durationTicks > 0 && packet.payloadLength() <= MediaPacket.MAX_PAYLOAD_BYTES;
    if (!digit && !audio) {
      counters.discarded.incrementAndGet();
    } else if (!lock.accepts(source, nowNanos)) {
      counters.strangers.incrementAndGet();
    } else {
      count(nowNanos);
      take(digit, durationTicks, nowNanos);
    }
  }

  private void take(boolean digit, int durationTicks, long nowNanos) {
    if (digit) {
      digits.receive(packet, nowNanos);
      return;
    }
    if (!heard) {
      heard = true;
      listener.firstPacket();
    }
    enqueue(durationTicks, nowNanos);
  }

  private void count(long nowNanos) {
    reception.received(packet, (int) (nowNanos / (NANOS_PER_MS / TICKS_PER_MS)));
    counters.packetsRx.incrementAndGet();
    counters.bytesRx.addAndGet(packet.payloadLength());
    counters.expected.set(reception.expected());
    counters.lost.set(reception.lost());
    counters.jitterTicks.set(Math.round(reception.jitterTicks()));
    counters.lastPacketNanos.set(nowNanos);
  }

  private void enqueue(int durationTicks, long nowNanos) {
    var slot = ring.claim();
    if (slot == null) {
      counters.discarded.incrementAndGet();
      return;
    }
    slot.place(packet.ssrc(), packet.sequence(), packet.timestamp(), packet.marker(), nowNanos);
    slot.fill(
        packet.payloadType(),
        durationTicks,
        packet.bytes(),
        packet.payloadOffset(),
        packet.payloadLength());
    ring.publish();
  }
}
