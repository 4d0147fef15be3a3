package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallCapacityTest {
  private static final long HEAP_OF_THE_LAUNCHER = 512L << 20;

  @Test
  void configuredLimitHoldsWhereTheHeapHasRoom() {
    assertThat(CallCapacity.of(400, HEAP_OF_THE_LAUNCHER)).isEqualTo(400);
  }

  @Test
  void noMoreCallsAreTakenThanTheHeapHolds() {
    assertThat(CallCapacity.of(10_000, HEAP_OF_THE_LAUNCHER)).isBetween(1_300, 1_400);
  }
}
