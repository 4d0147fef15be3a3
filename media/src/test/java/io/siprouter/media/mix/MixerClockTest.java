package io.siprouter.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MixerClockTest {

  private final MixerClock clock = new MixerClock(2);

  @AfterEach
  void closeClock() {
    clock.close();
  }

  @Test
  void mixerTicksEveryTwentyMilliseconds() throws InterruptedException {
    var port = new Counting(11);
    var began = System.nanoTime();
    clock.start(mixerOf(port));

    assertThat(port.await()).isTrue();
    assertThat(System.nanoTime() - began).isGreaterThan(8 * MixerThread.FRAME_NANOS);
  }

  @Test
  void moreMixersThanThreadsAllTick() throws InterruptedException {
    List<Counting> ports = Stream.generate(() -> new Counting(5)).limit(30).toList();
    ports.forEach(port -> clock.start(mixerOf(port)));

    for (var port : ports) {
      assertThat(port.await()).isTrue();
    }
    assertThat(clock.mixers()).isEqualTo(30);
  }

  @Test
  void everyTickIsCounted() throws InterruptedException {
    var port = new Counting(10);
    clock.start(mixerOf(port));
    assertThat(port.await()).isTrue();

    var stats = clock.stats();
    assertThat(stats.onTime() + stats.late()).isGreaterThanOrEqualTo(9);
  }

  @Test
  void tickThatIsHeldUpIsSkippedAndNeverCaughtUpInABurst() throws InterruptedException {
    var port = new HeldUpOnce(6);
    clock.start(mixerOf(port));
    assertThat(port.await()).isTrue();

    assertThat(clock.stats().skipped()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void mixerThatFailsIsStoppedAndTheOthersOnItsThreadGoOn() throws InterruptedException {
    try (var single = new MixerClock(1)) {
      var failing =
          new Mixer(
              _ -> {
                throw new IllegalStateException("broken owner");
              });
      failing.add(new Faulty());
      var port = new Counting(10);

      single.start(failing);
      single.start(mixerOf(port));

      assertThat(port.await()).isTrue();
      assertThat(single.mixers()).isEqualTo(1);
    }
  }

  @Test
  void stoppedMixerLeavesItsThread() {
    var mixer = mixerOf(new Counting(1));
    clock.start(mixer);
    clock.stop(mixer);

    assertThat(clock.mixers()).isZero();
  }

  private static Mixer mixerOf(MixerPort port) {
    var mixer = new Mixer(_ -> {});
    mixer.add(port);
    return mixer;
  }

  private static class Counting implements MixerPort {
    private final CountDownLatch ticks;

    Counting(int ticks) {
      this.ticks = new CountDownLatch(ticks);
    }

    boolean await() throws InterruptedException {
      return ticks.await(10, TimeUnit.SECONDS);
    }

    @Override
    public boolean pull(float[] frame) {
      ticks.countDown();
      return false;
    }

    @Override
    public void push(float[] frame) {}
  }

  private static final class Faulty implements MixerPort {
    @Override
    public boolean pull(float[] frame) {
      throw new IllegalStateException("broken port");
    }

    @Override
    public void push(float[] frame) {}
  }

  private static final class HeldUpOnce extends Counting {
    private boolean heldUp;

    HeldUpOnce(int ticks) {
      super(ticks);
    }

    @Override
    public boolean pull(float[] frame) {
      if (!heldUp) {
        heldUp = true;
        var until = System.nanoTime() + 5 * MixerThread.FRAME_NANOS;
        while (System.nanoTime() - until < 0) {
          LockSupport.parkNanos(until - System.nanoTime());
        }
      }
      return super.pull(frame);
    }
  }
}
