package io.siprouter.media.rtp;

import io.siprouter.media.jitter.SlotRing;
import java.security.SecureRandom;

/**
 * Makes one leg's packets out of the mixer's frames and puts them into a ring for rtp-io. SSRC,
 * sequence numbers and timestamps go on through every change of settings; timestamps go on with the
 * time also while nothing may be sent. Confined to the mixer thread; allocates nothing. RFC 3550
 * §5.1, RFC 3551 §4.1.
 */
final class RtpSender {
  private static final int TICKS_PER_MS = 8;
  private static final int FRAME_MS = 20;

  private final SlotRing<TxPacket> ring;
  private final Counters counters;
  private final int ssrc;
  private int sequence;

  /** Of the end of the audio that was pushed. */
  private int timestamp;

  private boolean marker = true;

  RtpSender(SlotRing<TxPacket> ring, Counters counters) {
    var random = new SecureRandom();
    this.ring = ring;
    this.counters = counters;
    this.ssrc = random.nextInt();
    this.sequence = random.nextInt(0x8000);
    this.timestamp = random.nextInt();
  }

  /** Takes 20 ms at 48 kHz. */
  void push(float[] frame, Plan plan) {
    timestamp += FRAME_MS * TICKS_PER_MS;
    plan.tx().add(frame, frame.length);
    if (!plan.settings().sends()) {
      plan.tx().clear();
      marker = true;
      return;
    }
    int ptimeMs = plan.settings().ptimeMs();
    while (plan.tx().waitingMs() >= ptimeMs) {
      send(plan, ptimeMs);
    }
  }

  private void send(Plan plan, int ptimeMs) {
    int start = timestamp - plan.tx().waitingMs() * TICKS_PER_MS;
    var packet = ring.claim();
    if (packet == null) {
      plan.tx().clear();
      counters.unsent.incrementAndGet();
      return;
    }
    int payloadBytes = plan.tx().encode(ptimeMs, packet.bytes, RtpPacket.HEADER_BYTES);
    RtpPacket.writeHeader(
        packet.bytes, plan.settings().txPayloadType(), marker, sequence, start, ssrc);
    packet.length = RtpPacket.HEADER_BYTES + payloadBytes;
    ring.publish();
    sequence++;
    marker = false;
  }
}
