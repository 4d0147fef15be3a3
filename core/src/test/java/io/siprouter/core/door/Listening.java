package io.siprouter.core.door;

import io.siprouter.core.phone.Heard;
import io.siprouter.core.phone.ScriptedPhone;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Looks every few milliseconds what a phone in a call has heard. Runs on a thread of its own. */
final class Listening implements AutoCloseable {
  private static final long PAUSE_NANOS = Duration.ofMillis(4).toNanos();

  private final ScriptedPhone phone;
  private final Heard before;
  private volatile boolean ended;
  private volatile long gapNanos;

  Listening(ScriptedPhone phone) {
    this.phone = phone;
    this.before = phone.heard();
    Thread.ofPlatform().name("listening").daemon().start(this::run);
  }

  private void run() {
    long packets = before.packetsRx();
    long last = System.nanoTime();
    while (!ended) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = phone.heard().packetsRx();
      if (now > packets) {
        packets = now;
        gapNanos = Math.max(gapNanos, System.nanoTime() - last);
        last = System.nanoTime();
      }
    }
  }

  /** The longest time without a packet. */
  Duration longestGap() {
    return Duration.ofNanos(gapNanos);
  }

  /** How many packets of the last ones were lost [%]. */
  double lossPercent() {
    var now = phone.heard();
    long lost = now.lost() - before.lost();
    return 100.0 * lost / Math.max(1, now.packetsRx() - before.packetsRx() + lost);
  }

  @Override
  public void close() {
    ended = true;
  }
}
