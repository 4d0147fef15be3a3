package io.siprouter.media.jitter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts the packets of one RTP stream in order and tells which is due. All that is long is counted
 * in samples at 48 kHz, whatever the clock of the stream. Knows no clock: time is the pulls, 20 ms
 * apart. Confined to the thread that pulls; allocates nothing. RFC 3550 §5.1, §A.1.
 *
 * <p>The playout position is a timestamp that moves on by 20 ms in each pull, whether there were
 * packets or not. A packet whose whole audio lies before it is late. A stream begins anew, some
 * delay ahead of the position, with another SSRC, with a timestamp far from the position, with a
 * sequence number far from the expected, and with a talk spurt (marker) after a pause.
 */
public final class JitterBuffer {
  static final int SAMPLES_PER_MS = 48;

  private static final int PULL_SAMPLES = 20 * SAMPLES_PER_MS;

  /** 640 ms in the shortest packets of 10 ms: longer than the longest playout delay. */
  private static final int SLOTS = 64;

  /** Further behind is another stream, not a late packet: MAX_MISORDER of RFC 3550 §A.1. */
  private static final int MAX_MISORDER = 100;

  /** Further behind the playout position is another stream: 1 s. */
  private static final int MAX_BEHIND_SAMPLES = 1_000 * SAMPLES_PER_MS;

  /** Further ahead of it than this and the longest delay is another stream, too. */
  private static final int MAX_AHEAD_MS = 100;

  /** So many late packets in a row show that the path has become longer for good. */
  private static final int MAX_LATE_IN_A_ROW = 10;

  private final int maxAheadSamples;
  private final PlayoutDelay delay;
  private final MediaPacket[] packets = new MediaPacket[SLOTS];

  /** Unwrapped sequence number of each packet held or played, -1 for none. */
  private final long[] sequences = new long[SLOTS];

  private boolean started;
  private int ssrc;
  private long next;
  private long highest;
  private int position;
  private int expectedStray = -1;
  private int lateInARow;
  private long late;
  private long duplicates;

  public JitterBuffer(JitterSettings settings) {
    this.maxAheadSamples = (settings.maxMs() + MAX_AHEAD_MS) * SAMPLES_PER_MS;
    this.delay = new PlayoutDelay(settings);
    for (int i = 0; i < SLOTS; i++) {
      packets[i] = new MediaPacket();
      sequences[i] = -1;
    }
  }

  /**
   * Takes a copy of a packet.
   *
   * @param playedAheadSamples audio already taken from the buffer and not yet played
   */
  public void offer(MediaPacket packet, int playedAheadSamples, long nowNanos) {
    if (!started || packet.ssrc() != ssrc) {
      restart(packet);
    }
    long sequence = highest + (short) (packet.sequence() - (int) highest);
    if (sequence < next - MAX_MISORDER || sequence >= next + SLOTS) {
      if (packet.sequence() != expectedStray) {
        expectedStray = packet.sequence() + 1 & 0xffff;
        late++;
        return;
      }
      restart(packet);
      sequence = highest;
    }
    insert(packet, sequence, playedAheadSamples, nowNanos);
  }

  private void insert(MediaPacket packet, long sequence, int playedAheadSamples, long nowNanos) {
    if (sequences[index(sequence)] == sequence) {
      duplicates++;
      return;
    }
    if (sequence < next) {
      measure(packet, playedAheadSamples, nowNanos);
      late++;
      return;
    }
    if (begins(packet)) {
      restart(packet);
      sequence = highest;
    }
    measure(packet, playedAheadSamples, nowNanos);
    if (ahead(packet) + packet.durationSamples() <= 0 && !waitFor(packet)) {
      late++;
      lateInARow++;
      return;
    }
    lateInARow = 0;
    highest = Math.max(highest, sequence);
    packets[index(sequence)].copyFrom(packet);
    sequences[index(sequence)] = sequence;
  }

  /** Whether this packet, though of the same source, starts a new timeline. */
  private boolean begins(MediaPacket packet) {
    int ahead = ahead(packet);
    return ahead < -MAX_BEHIND_SAMPLES
        || ahead > maxAheadSamples
        || lateInARow >= MAX_LATE_IN_A_ROW
        || (packet.marker() && isEmpty() && ahead < 0);
  }

  /** When nothing else is at hand, the position goes back to a late packet, if the delay may. */
  private boolean waitFor(MediaPacket packet) {
    int missing = roundUp(-ahead(packet));
    if (!isEmpty() || missing > delay.roomSamples()) {
      return false;
    }
    shift(missing);
    return true;
  }

  private void measure(MediaPacket packet, int playedAheadSamples, long nowNanos) {
    int pullsLeft = Math.floorDiv(ahead(packet) + playedAheadSamples, PULL_SAMPLES);
    long waited = (nowNanos - packet.arrivalNanos()) * SAMPLES_PER_MS / 1_000_000;
    delay.arrived(pullsLeft * PULL_SAMPLES + Math.clamp(waited, 0, PULL_SAMPLES));
  }

  private void restart(MediaPacket packet) {
    started = true;
    ssrc = packet.ssrc();
    Arrays.fill(sequences, -1);
    next = highest = packet.sequence() + 0x10000L;
    position = packet.timestamp() - roundUp(delay.targetSamples());
    delay.restart();
    lateInARow = 0;
    expectedStray = -1;
  }

  /** Forgets the stream; the next packet begins another. */
  void reset() {
    started = false;
    Arrays.fill(sequences, -1);
  }

  /** The packet due at the playout position, null when there is none; take it or skip ahead. */
  public @Nullable MediaPacket due() {
    long sequence = oldest();
    if (sequence < 0) {
      return null;
    }
    var packet = packets[index(sequence)];
    return ahead(packet) <= 0 ? packet : null;
  }

  /** How much of the due packet's audio was already made up and must not be played again. */
  public int overdueSamples() {
    return -ahead(packets[index(oldest())]);
  }

  /** Moves the position behind the due packet. */
  public void take() {
    long sequence = oldest();
    var packet = packets[index(sequence)];
    position += Math.max(0, ahead(packet) + packet.durationSamples());
    next = sequence + 1;
  }

  /** Samples until the next packet is due, at most the given number. */
  public int gapSamples(int most) {
    long sequence = oldest();
    return sequence < 0 ? most : Math.min(most, ahead(packets[index(sequence)]));
  }

  /** The packet that comes directly after a gap of so many samples, null when there is none. */
  @Nullable MediaPacket after(int gapSamples) {
    long sequence = oldest();
    if (sequence < 0) {
      return null;
    }
    var packet = packets[index(sequence)];
    return ahead(packet) == gapSamples ? packet : null;
  }

  /** Moves the position over audio that had to be made up. */
  public void skip(int samples) {
    position += samples;
  }

  private long oldest() {
    for (long sequence = next; sequence <= highest; sequence++) {
      if (sequences[index(sequence)] == sequence) {
        return sequence;
      }
    }
    return -1;
  }

  private boolean isEmpty() {
    return oldest() < 0;
  }

  /** Ends a pull. */
  public void pulled() {
    delay.pulled();
  }

  /** By how much playout should be put off, or brought forward if negative; mostly 0. */
  public int correctionSamples() {
    return delay.correctionSamples();
  }

  /** Puts playout off by audio that was inserted, or forward by audio that was cut out. */
  public void shifted(int samples) {
    delay.shifted(samples);
  }

  private void shift(int samples) {
    position -= samples;
    delay.shifted(samples);
  }

  /** How long the fastest packets wait for their playout. */
  public int delayMs() {
    return delay.actualMs();
  }

  public long late() {
    return late;
  }

  public long duplicates() {
    return duplicates;
  }

  private int ahead(MediaPacket packet) {
    return packet.timestamp() - position;
  }

  private int roundUp(int samples) {
    return Math.ceilDiv(samples, PULL_SAMPLES) * PULL_SAMPLES;
  }

  private static int index(long sequence) {
    return (int) (sequence & SLOTS - 1);
  }
}
