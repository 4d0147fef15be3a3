package io.siprouter.media.rtp;

import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.siprouter.media.jitter.SlotRing;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries one leg's packets from the mixer thread to the socket. The mixer thread fills the ring
 * and wakes rtp-io, which it does without allocation: the task is always the same one and never
 * queued twice.
 */
final class Outbox {
  /** 320 ms of the shortest packets: longer than rtp-io ever pauses. */
  private static final int SLOTS = 32;

  private final Channel channel;
  private final SourceLock lock;
  private final Counters counters;
  private final RtcpReports reports;
  private final SlotRing<TxPacket> ring = new SlotRing<>(SLOTS, TxPacket::new);
  private final AtomicBoolean drainDue = new AtomicBoolean();
  private final Runnable drain = this::drain;
  private final GenericFutureListener<Future<Void>> countSent = this::countSent;

  Outbox(Channel channel, RtpReceiver receiver, Counters counters) {
    this.channel = channel;
    this.lock = receiver.lock();
    this.reports = receiver.reports();
    this.counters = counters;
  }

  /** To be filled by the mixer thread. */
  SlotRing<TxPacket> ring() {
    return ring;
  }

  /** Mixer thread: has rtp-io send what is in the ring. */
  void wake() {
    if (!ring.isEmpty() && drainDue.compareAndSet(false, true)) {
      channel.eventLoop().execute(drain);
    }
  }

  /** On rtp-io. */
  private void drain() {
    drainDue.set(false);
    for (var packet = ring.peek(); packet != null; packet = ring.peek()) {
      send(packet);
      ring.release();
    }
    channel.flush();
  }

  private void send(TxPacket packet) {
    var remote = lock.remote();
    if (remote == null || !channel.isWritable()) {
      counters.unsent.incrementAndGet();
      return;
    }
    var buffer = channel.alloc().directBuffer(packet.length);
    buffer.writeBytes(packet.bytes, 0, packet.length);
    channel.write(new DatagramPacket(buffer, remote)).addListener(countSent);
    counters.bytesTx.addAndGet(packet.length - RtpPacket.HEADER_BYTES);
    if (packet.timed) {
      reports.sent(RtpPacket.timestamp(packet.bytes), System.nanoTime());
    }
  }

  private void countSent(Future<?> write) {
    (write.isSuccess() ? counters.packetsTx : counters.unsent).incrementAndGet();
  }
}
