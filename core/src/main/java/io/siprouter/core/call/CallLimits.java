package io.siprouter.core.call;

import io.siprouter.config.AppConfig;
import io.siprouter.core.leg.MediaTimeouts;
import java.time.Duration;

/**
 * How long an answered call may go on.
 *
 * @param duration with life in it; zero for ever
 * @param silence without
 */
record CallLimits(Duration duration, MediaTimeouts silence) {

  static CallLimits of(AppConfig config) {
    var media = config.media();
    return new CallLimits(
        Duration.ofSeconds(config.server().limits().callDurationSec()),
        new MediaTimeouts(media.rtpTimeoutSec(), media.holdTimeoutSec()));
  }
}
