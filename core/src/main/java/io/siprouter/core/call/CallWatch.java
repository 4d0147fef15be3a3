package io.siprouter.core.call;

import io.siprouter.core.loop.EventLoop;
import java.time.Duration;

/** Looks after a call from its answer on, so that none goes on for nothing. On the call's loop. */
final class CallWatch {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final EventLoop<Call.Deadline> loop;
  private final CallLimits limits;
  private final CallLegs legs;
  private final Runnable onTooLong;
  private boolean mayLastForever;

  CallWatch(EventLoop<Call.Deadline> loop, CallLimits limits, CallLegs legs, Runnable onTooLong) {
    this.loop = loop;
    this.limits = limits;
    this.legs = legs;
    this.onTooLong = onTooLong;
  }

  /** The call is answered. */
  void start() {
    if (limits.duration().isPositive() && !mayLastForever) {
      loop.schedule(Call.Deadline.LONGEST_DURATION, limits.duration(), onTooLong);
    }
    everySecond();
  }

  /** Lets the call last as long as its parties like. */
  void neverCutOff() {
    mayLastForever = true;
    loop.cancel(Call.Deadline.LONGEST_DURATION);
  }

  private void everySecond() {
    legs.reportQuality();
    loop.schedule(Call.Deadline.EVERY_SECOND, SECOND, this::everySecond);
    legs.all().forEach(leg -> leg.watch(limits.silence()));
  }
}
