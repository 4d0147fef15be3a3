package io.siprouter.core.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GlareTest {
  private static final Duration T1 = Duration.ofMillis(500);

  @Test
  void ownerOfTheCallIdWaitsLonger() {
    assertThat(pauses(true))
        .allMatch(pause -> pause.toMillis() >= 2_100 && pause.toMillis() <= 4_000)
        .hasSizeGreaterThan(100);
    assertThat(pauses(false)).allMatch(pause -> pause.toMillis() <= 2_000).hasSizeGreaterThan(100);
  }

  @Test
  void pausesAreWholeStepsOfTenMilliseconds() {
    assertThat(pauses(true)).allMatch(pause -> pause.toMillis() % 10 == 0);
  }

  private static Set<Duration> pauses(boolean ownsCallId) {
    var random = new Random(7);
    return Stream.generate(() -> Glare.pause(ownsCallId, T1, random))
        .limit(2_000)
        .collect(Collectors.toSet());
  }
}
