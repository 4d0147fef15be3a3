package io.siprouter.media.rtp;

/**
 * Makes digits out of telephone-event packets: all packets of one digit have the same timestamp, so
 * repeated ends, lost begins and reordering leave one begin and one end. Confined to the leg's
 * rtp-io thread. RFC 4733 §2.5.2.
 */
final class DigitReceiver {
  /** Without an update for so long the end was lost; updates come every 50 ms or faster. */
  static final long TIMEOUT_NANOS = 500_000_000L;

  private static final int SAMPLES_PER_MS = 48;

  private final RtpEndpoint.Listener listener;
  private boolean started;
  private boolean pressed;
  private int ssrc;
  private int event;

  /** Of the digit, or of its newest segment. */
  private int timestamp;

  private int segmentTicks;
  private int formerSegmentsSamples;
  private int samplesPerTick;
  private long heardNanos;

  DigitReceiver(RtpEndpoint.Listener listener) {
    this.listener = listener;
  }

  /**
   * Takes a packet; anything but a digit is passed over.
   *
   * @param samplesPerTick samples at 48 kHz in one tick of the packet's clock
   */
  void receive(RtpPacket packet, int samplesPerTick, long nowNanos) {
    byte[] bytes = packet.bytes();
    int at = packet.payloadOffset();
    int received = TelephoneEvent.event(bytes, at);
    if (packet.payloadLength() < TelephoneEvent.PAYLOAD_BYTES
        || !TelephoneEvent.isDigit(received)
        || !isCurrent(packet, received)) {
      return;
    }
    heardNanos = nowNanos;
    this.samplesPerTick = samplesPerTick;
    segmentTicks = Math.max(segmentTicks, TelephoneEvent.durationTicks(bytes, at));
    if (TelephoneEvent.isEnd(bytes, at)) {
      end();
    }
  }

  /** Whether the packet belongs to the digit that is pressed, which it may begin. */
  private boolean isCurrent(RtpPacket packet, int received) {
    int newer = packet.timestamp() - timestamp;
    boolean sameSource = started && packet.ssrc() == ssrc;
    if (sameSource && newer <= 0) {
      return newer == 0 && pressed;
    }
    if (sameSource && isNextSegment(packet, received, newer)) {
      formerSegmentsSamples += newer * samplesPerTick;
      begin(packet);
      return true;
    }
    end();
    formerSegmentsSamples = 0;
    begin(packet);
    event = received;
    pressed = true;
    listener.digitStarted(TelephoneEvent.digit(event));
    return true;
  }

  /** Also where the end of the segment before was lost. */
  private boolean isNextSegment(RtpPacket packet, int received, int newer) {
    return pressed
        && received == event
        && newer >= segmentTicks
        && newer <= TelephoneEvent.MAX_DURATION_TICKS
        && !packet.marker();
  }

  private void begin(RtpPacket packet) {
    started = true;
    ssrc = packet.ssrc();
    timestamp = packet.timestamp();
    segmentTicks = 0;
  }

  /** Ends a digit whose end was lost. */
  void expire(long nowNanos) {
    if (nowNanos - heardNanos >= TIMEOUT_NANOS) {
      end();
    }
  }

  /** Whether a digit has begun and not ended. */
  boolean isPressed() {
    return pressed;
  }

  private void end() {
    if (pressed) {
      pressed = false;
      int durationMs = (formerSegmentsSamples + segmentTicks * samplesPerTick) / SAMPLES_PER_MS;
      listener.digitEnded(TelephoneEvent.digit(event), durationMs);
    }
  }
}
