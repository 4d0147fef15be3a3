package io.siprouter.core.leg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final MediaTimeouts LIMITS = new MediaTimeouts(10, 30);

  private final Silence silence = new Silence();

  private void pass(int seconds, long signs, boolean held) {
    for (var i = 0; i < seconds; i++) {
      silence.tick(signs, held);
    }
  }

  @Test
  void everySignOfLifeStartsTheCountAnew() {
    pass(10, 5, false);
    assertThat(silence.exceeds(LIMITS)).isFalse();
    pass(1, 6, false);
    pass(9, 6, false);
    assertThat(silence.exceeds(LIMITS)).isFalse();

    pass(1, 6, false);
    assertThat(silence.exceeds(LIMITS)).isTrue();
  }

  @Test
  void holdHasItsOwnLimitAndItsOwnCount() {
    pass(10, 5, false);
    pass(30, 5, true);
    assertThat(silence.exceeds(LIMITS)).isFalse();

    pass(1, 5, true);
    assertThat(silence.exceeds(LIMITS)).isTrue();
  }

  @Test
  void limitOfZeroIsNone() {
    pass(100_000, 5, false);

    assertThat(silence.exceeds(new MediaTimeouts(0, 30))).isFalse();
  }
}
