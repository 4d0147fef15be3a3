package io.siprouter.core.call;

import io.siprouter.core.leg.EndCause;
import io.siprouter.core.leg.LegEnd;
import java.time.Duration;

/** How hard a provider is tried to be found that takes a call. */
enum Urgency {
  ORDINARY(Duration.ofSeconds(6)),
  EMERGENCY(Duration.ofSeconds(4));

  /** The end of an emergency call that no provider took. */
  static final LegEnd NO_HELP =
      new LegEnd(EndCause.EMERGENCY_NO_ROUTE, 503, "Emergency Call Failed");

  private final Duration silence;

  Urgency(Duration silence) {
    this.silence = silence;
  }

  /** How long a provider may say nothing at all, where there is another one to try. */
  Duration silence() {
    return silence;
  }

  /**
   * Whether the next provider is tried after this end: in need after every one but busy, else where
   * the provider and not the callee has failed.
   */
  boolean goesOn(LegEnd end) {
    return switch (this) {
      case EMERGENCY -> end.cause() != EndCause.BUSY;
      case ORDINARY ->
          end.cause() == EndCause.AUTH_FAILED
              || end.sipStatus() == 408
              || end.sipStatus() / 100 == 5;
    };
  }

  /** What an attempt's end means for the caller if no other provider does better. */
  LegEnd verdict(LegEnd end) {
    return this == EMERGENCY && end.cause() != EndCause.BUSY ? NO_HELP : end;
  }
}
