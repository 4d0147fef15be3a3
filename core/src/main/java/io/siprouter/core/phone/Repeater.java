package io.siprouter.core.phone;

import io.siprouter.core.loop.EventLoop;
import java.time.Duration;

/**
 * Does something at once and again after T1, 2*T1, 4*T1 and so on, up to 64*T1 after the beginning.
 * Loop only. RFC 3261 §17.1.1.2, §17.1.2.2, §13.3.1.4.
 */
final class Repeater {

  private final EventLoop<PhoneTimer> loop;
  private final PhoneTimer key;
  private final Duration longestPause;

  /**
   * A repeater at rest.
   *
   * @param longestPause where doubling ends: T2, or {@link PhoneTimer#PATIENCE} for an INVITE
   */
  Repeater(EventLoop<PhoneTimer> loop, PhoneTimer key, Duration longestPause) {
    this.loop = loop;
    this.key = key;
    this.longestPause = longestPause;
  }

  void start(Runnable action, Runnable onSilence) {
    step(action, onSilence, PhoneTimer.T1, PhoneTimer.PATIENCE);
  }

  void stop() {
    loop.cancel(key);
  }

  /** Stops, but still calls {@code onSilence} if {@link #stop} does not come within 64*T1. */
  void onlyWait(Runnable onSilence) {
    loop.schedule(key, PhoneTimer.PATIENCE, onSilence);
  }

  private void step(Runnable action, Runnable onSilence, Duration pause, Duration left) {
    action.run();
    var rest = left.minus(pause);
    if (rest.isPositive()) {
      var next = PhoneTimer.doubled(pause, longestPause);
      loop.schedule(key, pause, () -> step(action, onSilence, next, rest));
    } else {
      loop.schedule(key, left, onSilence);
    }
  }
}
