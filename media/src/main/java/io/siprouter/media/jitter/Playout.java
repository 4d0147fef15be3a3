package io.siprouter.media.jitter;

import java.util.Arrays;

/**
 * Turns the packets of one leg into 20 ms of audio at each pull: decodes what is due, makes up what
 * is missing, and follows the playout delay by repeating or cutting out single pitch periods.
 * Confined to the thread that pulls; allocates only where a packet is longer than 20 ms and than
 * all before.
 */
public final class Playout {
  /** 20 ms at 48 kHz. */
  public static final int FRAME_SAMPLES = 960;

  private static final int SAMPLE_RATE_HZ = 48_000;

  /** Between two corrections of the delay, to keep speech natural: 100 ms. */
  private static final int PULLS_PER_CORRECTION = 5;

  /** A codec's own means are for a pause, not for a peer that is gone: 500 ms. */
  private static final int LONGEST_BRIDGE = SAMPLE_RATE_HZ / 2;

  private final JitterBuffer buffer;
  private final Concealer concealer = new Concealer();

  /** As long as the longest packet so far; nearly all have the 20 ms of a frame. */
  private float[] decoded = new float[FRAME_SAMPLES];

  private float[] queue = new float[3 * FRAME_SAMPLES];
  private int queued;

  /** Of the packet played last. */
  private int payloadType;

  /** Audio that the codec has made up since. */
  private int bridged;

  private int pullsToCorrection;
  private long concealedSamples;

  /** A playout that has heard nothing. */
  public Playout(JitterSettings settings) {
    this.buffer = new JitterBuffer(settings);
  }

  /** Takes a copy of a packet that came. */
  public void offer(MediaPacket packet, long nowNanos) {
    buffer.offer(packet, queued, nowNanos);
  }

  /**
   * Fills the frame with the next 20 ms.
   *
   * @return false if the frame is silence
   */
  public boolean pull(float[] frame, PacketDecoder decoder) {
    boolean wasSilent = concealer.isSilent() && queued == 0;
    pullsToCorrection--;
    stretch();
    while (queued < FRAME_SAMPLES) {
      produce(decoder);
    }
    System.arraycopy(queue, 0, frame, 0, FRAME_SAMPLES);
    queued -= FRAME_SAMPLES;
    System.arraycopy(queue, FRAME_SAMPLES, queue, 0, queued);
    buffer.pulled();
    return !wasSilent || !concealer.isSilent();
  }

  /** Takes the place of pulls while nobody listens: what comes next is played as a new stream. */
  public void rest() {
    queued = 0;
    concealer.silence();
    buffer.reset();
  }

  private void produce(PacketDecoder decoder) {
    var packet = buffer.due();
    if (packet == null) {
      bridge(decoder);
      return;
    }
    int overdue = buffer.overdueSamples();
    int lasting = packet.durationSamples();
    makeRoom(lasting);
    int samples = decoder.decode(packet, decoded);
    buffer.take();
    payloadType = packet.payloadType();
    bridged = 0;
    if (samples == 0) {
      conceal(Math.max(0, lasting - overdue));
    } else if (samples > overdue) {
      append(overdue, samples - overdue);
      compress();
    }
  }

  /** Makes up audio until the next packet is due, or the frame full. */
  private void bridge(PacketDecoder decoder) {
    int whole = buffer.gapSamples(FRAME_SAMPLES);
    int made = bridged < LONGEST_BRIDGE && !concealer.isActive() ? bridge(decoder, whole) : 0;
    if (made > 0) {
      append(0, made);
      bridged += made;
      concealedSamples += made;
      buffer.skip(made);
    } else {
      int gap = buffer.gapSamples(FRAME_SAMPLES - queued);
      conceal(gap);
      buffer.skip(gap);
    }
  }

  private int bridge(PacketDecoder decoder, int samples) {
    return decoder.conceal(payloadType, samples, buffer.after(samples), decoded);
  }

  private void makeRoom(int packetSamples) {
    if (decoded.length < packetSamples) {
      decoded = new float[packetSamples];
      queue = Arrays.copyOf(queue, 2 * FRAME_SAMPLES + packetSamples);
    }
  }

  private void append(int from, int samples) {
    System.arraycopy(decoded, from, queue, queued, samples);
    concealer.resume(queue, queued, samples);
    concealer.remember(queue, queued, samples);
    queued += samples;
  }

  private void conceal(int samples) {
    if (!concealer.isSilent()) {
      concealedSamples += samples;
    }
    concealer.conceal(queue, queued, samples);
    queued += samples;
  }

  /** Puts playout off by one pitch period, in front of audio that is due. */
  private void stretch() {
    if (pullsToCorrection > 0 || buffer.correctionSamples() <= 0 || buffer.due() == null) {
      return;
    }
    int period = concealer.pitchPeriod();
    concealer.conceal(queue, queued, period);
    queued += period;
    corrected(period);
  }

  /** Brings playout forward by one pitch period, cut out in front of the newest audio. */
  private void compress() {
    if (pullsToCorrection > 0 || buffer.correctionSamples() >= 0) {
      return;
    }
    int period = concealer.pitchPeriod();
    int blended = Concealer.BLEND;
    if (queued < period + blended) {
      return;
    }
    int from = queued - period - blended;
    for (int i = 0; i < blended; i++) {
      float share = (i + 0.5f) / blended;
      queue[from + i] = (1 - share) * queue[from + i] + share * queue[from + period + i];
    }
    queued -= period;
    corrected(-period);
  }

  private void corrected(int samples) {
    buffer.shifted(samples);
    pullsToCorrection = PULLS_PER_CORRECTION;
  }

  /** How long the fastest packets wait for their playout. */
  public int delayMs() {
    return buffer.delayMs();
  }

  public long late() {
    return buffer.late();
  }

  public long duplicates() {
    return buffer.duplicates();
  }

  public long concealedMs() {
    return concealedSamples * 1_000 / SAMPLE_RATE_HZ;
  }
}
