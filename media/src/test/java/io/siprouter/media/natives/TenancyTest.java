package io.siprouter.media.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenancyTest {

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final AtomicInteger freed = new AtomicInteger();
  private final Tenancy tenancy = new Tenancy(freed::incrementAndGet);

  @Test
  void whatNobodyUsesIsFreedAtOnceAndOnce() {
    tenancy.close();
    tenancy.close();

    assertThat(freed).hasValue(1);
    assertThat(tenancy.enter()).isFalse();
  }

  @Test
  void whatIsInUseIsFreedWhenItsUserLeaves() {
    assertThat(tenancy.enter()).isTrue();
    tenancy.close();
    tenancy.close();
    assertThat(freed).hasValue(0);

    tenancy.leave();

    assertThat(freed).hasValue(1);
    assertThat(tenancy.enter()).isFalse();
  }

  @Test
  void itCanBeUsedAgainAndAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(tenancy.enter()).isTrue();
      tenancy.leave();
    }

    assertThat(freed).hasValue(0);
  }

  @Test
  void whoeverComesLastFreesItAndNobodyUsesItThen() throws Exception {
    try (var closer = Executors.newSingleThreadExecutor()) {
      for (int round = 0; round < 2_000; round++) {
        var memory = new AtomicInteger();
        var shared = new Tenancy(memory::incrementAndGet);
        var together = new CyclicBarrier(2);
        var closed =
            closer.submit(
                () -> {
                  together.await();
                  shared.close();
                  return true;
                });
        together.await();
        long began = System.nanoTime();
        while (shared.enter()) {
          assertThat(memory).hasValue(0);
          shared.leave();
          assertThat(System.nanoTime() - began).as("never closed").isLessThan(PATIENCE_NANOS);
        }
        closed.get();
        assertThat(memory).hasValue(1);
      }
    }
  }
}
