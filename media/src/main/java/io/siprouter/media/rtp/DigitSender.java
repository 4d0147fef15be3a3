package io.siprouter.media.rtp;

import io.siprouter.media.jitter.SlotRing;

/**
 * Paces the digits one leg sends: one packet a tick while a digit is pressed, at least 40 ms and at
 * most 8 s of it, its end three times. The call loop presses, the mixer thread ticks. RFC 4733
 * §2.5.1.
 */
final class DigitSender {
  /** Each digit takes two: more than anybody dials ahead. */
  private static final int QUEUED_KEYS = 64;

  private static final int SHORTEST_FRAMES = 2;

  /** 8 s: a release that never comes must not silence the leg. */
  private static final int LONGEST_FRAMES = 400;

  private static final int ENDS = 3;
  private static final int RELEASE = -1;

  /** What the call loop did, in a ring. */
  private static final class Key {
    private int event;
  }

  private final SlotRing<Key> keys = new SlotRing<>(QUEUED_KEYS, Key::new);

  /** Call loop: whether a press was queued whose release was not. */
  private boolean down;

  private boolean active;
  private int event;
  private boolean first;
  private int frames;

  /** Of the digit's begin, or of that of its newest segment. */
  private int timestamp;

  private int durationTicks;

  /** What the next segment begins with. */
  private int beyondTicks;

  private int endsLeft;

  /** Call loop: begins a digit, after ending the one before; false when too many wait. */
  boolean press(char digit) {
    int pressed = TelephoneEvent.of(digit);
    release();
    down = keys.room() >= 2;
    if (down) {
      queue(pressed);
    }
    return down;
  }

  /** Call loop: ends the digit, if one is pressed. */
  void release() {
    if (down) {
      down = false;
      queue(RELEASE);
    }
  }

  private void queue(int pressed) {
    var key = keys.claim();
    if (key != null) {
      key.event = pressed;
      keys.publish();
    }
  }

  /**
   * Mixer thread: moves on by 20 ms.
   *
   * @param startTimestamp of these 20 ms
   * @param frameTicks ticks of the RTP clock in them
   * @return whether a packet is due, in place of audio
   */
  boolean tick(int startTimestamp, int frameTicks) {
    if (active && endsLeft == 1) {
      active = false;
    }
    if (!active && !begin(startTimestamp)) {
      return false;
    }
    first = frames == 0;
    if (endsLeft > 0) {
      endsLeft--;
      return true;
    }
    frames++;
    lengthen(frameTicks);
    if (frames >= SHORTEST_FRAMES && isReleased()) {
      endsLeft = ENDS;
    }
    return true;
  }

  /** A digit longer than a packet can say goes on as a new segment. RFC 4733 §2.5.1.3. */
  private void lengthen(int frameTicks) {
    if (durationTicks == TelephoneEvent.MAX_DURATION_TICKS) {
      timestamp += durationTicks;
      durationTicks = beyondTicks;
      beyondTicks = 0;
    }
    int wholeTicks = durationTicks + frameTicks;
    durationTicks = Math.min(wholeTicks, TelephoneEvent.MAX_DURATION_TICKS);
    beyondTicks = wholeTicks - durationTicks;
  }

  private boolean begin(int startTimestamp) {
    var key = keys.peek();
    if (key == null) {
      return false;
    }
    int pressed = key.event;
    keys.release();
    if (pressed == RELEASE) {
      return begin(startTimestamp);
    }
    active = true;
    event = pressed;
    timestamp = startTimestamp;
    frames = 0;
    durationTicks = 0;
    beyondTicks = 0;
    endsLeft = 0;
    return true;
  }

  /** Also true for a digit as long as one may be; its own release is then passed over. */
  private boolean isReleased() {
    if (keys.peek() != null) {
      keys.release();
      return true;
    }
    return frames == LONGEST_FRAMES;
  }

  /** Forgets everything, where digits may not be sent. */
  void clear() {
    active = false;
    while (keys.peek() != null) {
      keys.release();
    }
  }

  void writePayload(byte[] out, int offset) {
    TelephoneEvent.write(out, offset, event, endsLeft > 0, durationTicks);
  }

  /** Whether the packet due is the digit's first. */
  boolean isFirst() {
    return first;
  }

  /** Of the begin of the digit, or of its newest segment. */
  int timestamp() {
    return timestamp;
  }
}
