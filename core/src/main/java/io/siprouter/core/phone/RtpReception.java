package io.siprouter.core.phone;

import io.siprouter.media.codec.Codec;

/**
 * Counts what arrives of one RTP stream and how evenly. Confined to one thread. RFC 3550 §6.4.1 for
 * jitter.
 *
 * <p>A gap counts as lost at once; a packet that fills it late is taken off again.
 */
final class RtpReception {

  private static final int SEQUENCES = 1 << 16;
  private static final double NANOS_PER_MS = 1_000_000;
  private static final double JITTER_GAIN = 1 / 16.0;

  private long received;
  private long lost;
  private double jitterMs;
  private long ssrc;
  private int highest;
  private long lastTimestamp;
  private long lastArrivalNanos;
  private boolean sounds;

  /** Counts a packet of sound; whether it is in order, so neither late nor a duplicate. */
  boolean accept(RtpHeader header, Codec codec, long arrivalNanos) {
    boolean goesOn = sounds && header.ssrc() == ssrc;
    if (!accept(header)) {
      return false;
    }
    if (goesOn) {
      updateJitter(header, codec, arrivalNanos);
    }
    lastTimestamp = header.timestamp();
    lastArrivalNanos = arrivalNanos;
    sounds = true;
    return true;
  }

  /** Counts a packet whatever is in it; whether it is in order. */
  boolean accept(RtpHeader header) {
    boolean first = received == 0 || header.ssrc() != ssrc;
    int step = first ? 1 : Math.floorMod(header.sequence() - highest, SEQUENCES);
    received++;
    boolean inOrder = step > 0 && step < SEQUENCES / 2;
    if (!inOrder) {
      lost = step == 0 ? lost : Math.max(0, lost - 1);
      return false;
    }
    lost += step - 1;
    ssrc = header.ssrc();
    highest = header.sequence();
    return true;
  }

  private void updateJitter(RtpHeader header, Codec codec, long arrivalNanos) {
    int ticks = (int) (header.timestamp() - lastTimestamp); // wraps as the timestamps do
    double sentMs = ticks * 1000.0 / codec.rtpClockHz();
    double arrivedMs = (arrivalNanos - lastArrivalNanos) / NANOS_PER_MS;
    jitterMs += (Math.abs(arrivedMs - sentMs) - jitterMs) * JITTER_GAIN;
  }

  long received() {
    return received;
  }

  long lost() {
    return lost;
  }

  /** [ms]. */
  double jitterMs() {
    return jitterMs;
  }
}
