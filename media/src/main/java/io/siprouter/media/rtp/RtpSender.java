package io.siprouter.media.rtp;

import io.siprouter.media.jitter.SlotRing;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes one leg's packets out of the mixer's frames and puts them into a ring for rtp-io. SSRC,
 * sequence numbers and timestamps go on through every change of settings; timestamps go on with the
 * time also while nothing may be sent. Confined to the mixer thread; allocates nothing but room for
 * packets longer than 20 ms. RFC 3550 §5.1, RFC 3551 §4.1, RFC 4733 §2.5.1.
 */
final class RtpSender {
  private static final int FRAME_MS = 20;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final SlotRing<TxPacket> ring;
  private final Counters counters;
  private final DigitSender digits = new DigitSender();
  private final int ssrc;
  private int sequence;

  /** Of the end of the audio that was pushed. */
  private int timestamp;

  private boolean marker = true;

  RtpSender(int ssrc, SlotRing<TxPacket> ring, Counters counters) {
    this.ring = ring;
    this.counters = counters;
    this.ssrc = ssrc;
    this.sequence = RANDOM.nextInt(0x8000);
    this.timestamp = RANDOM.nextInt();
  }

  /** Digits to send in place of audio. */
  DigitSender digits() {
    return digits;
  }

  /** Takes 20 ms at 48 kHz. */
  void push(float[] frame, Plan plan) {
    int start = timestamp;
    timestamp += FRAME_MS * plan.ticksPerMs();
    plan.tx().expectLoss((int) counters.peerLostPercent.get());
    plan.tx().add(frame, frame.length);
    if (!plan.settings().sends()) {
      plan.tx().clear();
      digits.clear();
      marker = true;
    } else if (sendsDigit(plan, start)) {
      plan.tx().clear();
    } else {
      sendAudio(plan);
    }
  }

  private boolean sendsDigit(Plan plan, int start) {
    var payloadType = plan.settings().txTelephoneEvent();
    if (payloadType.isEmpty()) {
      digits.clear();
      return false;
    }
    if (!digits.tick(start, FRAME_MS * plan.ticksPerMs())) {
      return false;
    }
    var packet = claim(TelephoneEvent.PAYLOAD_BYTES);
    if (packet != null) {
      digits.writePayload(packet.bytes, RtpPacket.HEADER_BYTES);
      header(packet, payloadType.getAsInt(), digits.isFirst(), digits.timestamp());
      packet.timed = false;
      publish(packet, TelephoneEvent.PAYLOAD_BYTES);
    }
    return true;
  }

  private void sendAudio(Plan plan) {
    int packetMs = plan.packetMs();
    while (plan.tx().waitingMs() >= packetMs) {
      var packet = claim(plan.settings().txCodec().mostPayloadBytes(packetMs));
      if (packet == null) {
        plan.tx().clear();
        return;
      }
      int start = timestamp - plan.tx().waitingMs() * plan.ticksPerMs();
      int bytes = plan.tx().encode(packetMs, packet.bytes, RtpPacket.HEADER_BYTES);
      if (bytes > 0) {
        header(packet, plan.settings().txPayloadType(), marker, start);
        packet.timed = true;
        publish(packet, bytes);
      }
      marker = bytes == 0;
    }
  }

  private @Nullable TxPacket claim(int payloadBytes) {
    var packet = ring.claim();
    if (packet == null) {
      counters.unsent.incrementAndGet();
    } else {
      packet.makeRoom(payloadBytes);
    }
    return packet;
  }

  private void header(TxPacket packet, int payloadType, boolean marked, int start) {
    RtpPacket.writeHeader(packet.bytes, payloadType, marked, sequence, start, ssrc);
    sequence++;
  }

  private void publish(TxPacket packet, int payloadBytes) {
    packet.length = RtpPacket.HEADER_BYTES + payloadBytes;
    ring.publish();
  }
}
