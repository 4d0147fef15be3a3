package io.siprouter.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixerTest {

  private final List<MixerPort> broken = new ArrayList<>();
  private final Mixer mixer = new Mixer(broken::add);

  @Test
  void eachHearsAllOthersAndNeverItself() {
    var alice = new Level(0.1f);
    var bob = new Level(0.02f);
    var carol = new Level(0.003f);
    List.of(alice, bob, carol).forEach(mixer::add);

    mixer.tick();

    assertThat(alice.heard()).isCloseTo(0.023f, within(1e-6f));
    assertThat(bob.heard()).isCloseTo(0.103f, within(1e-6f));
    assertThat(carol.heard()).isCloseTo(0.12f, within(1e-6f));
  }

  @Test
  void mutedPortIsNotHeardButHears() {
    var alice = new Level(0.1f);
    var bob = new Level(0.02f);
    List.of(alice, bob).forEach(mixer::add);

    mixer.mute(alice, true);
    mixer.tick();
    mixer.tick();

    assertThat(bob.heard()).isZero();
    assertThat(alice.heard()).isCloseTo(0.02f, within(1e-6f));

    mixer.mute(alice, false);
    mixer.tick();
    mixer.tick();

    assertThat(bob.heard()).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void deafPortHearsSilenceButIsHeard() {
    var alice = new Level(0.1f);
    var bob = new Level(0.02f);
    List.of(alice, bob).forEach(mixer::add);

    mixer.deafen(alice, true);
    mixer.tick();
    mixer.tick();

    assertThat(alice.heard()).isZero();
    assertThat(bob.heard()).isCloseTo(0.1f, within(1e-6f));

    mixer.deafen(alice, false);
    mixer.tick();
    mixer.tick();

    assertThat(alice.heard()).isCloseTo(0.02f, within(1e-6f));
  }

  @Test
  void soundFadesOverOneFrameWhereAPortBecomesDeaf() {
    var alice = new Level(0.1f);
    var bob = new Listener();
    List.of(alice, bob).forEach(mixer::add);
    mixer.tick();

    mixer.deafen(bob, true);
    mixer.tick();

    assertThat(bob.steepestStep()).isLessThan(0.001f);
    assertThat(bob.last()).isZero();
  }

  @Test
  void soundFadesOverOneFrameWhereItIsMutedAndWhereItComesBack() {
    var alice = new Level(0.1f);
    var bob = new Listener();
    List.of(alice, bob).forEach(mixer::add);
    mixer.tick();

    mixer.mute(alice, true);
    mixer.tick();
    assertThat(bob.steepestStep()).isLessThan(0.001f);
    assertThat(bob.last()).isZero();

    mixer.mute(alice, false);
    mixer.tick();
    assertThat(bob.steepestStep()).isLessThan(0.001f);
    assertThat(bob.last()).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void portThatComesMutedIsNotHeardForAMoment() {
    var alice = new Level(0.1f);
    var bob = new Listener();
    List.of(alice, bob).forEach(mixer::add);
    mixer.mute(alice, true);
    mixer.tick();

    assertThat(bob.steepestStep()).isZero();
    assertThat(bob.last()).isZero();
  }

  @Test
  void whoIsAloneHearsSilence() {
    var alice = new Level(0.5f);
    mixer.add(alice);

    mixer.tick();

    assertThat(alice.heard()).isZero();
  }

  @Test
  void silentPortAddsNothingWhateverItsFrameHolds() {
    var alice = new Level(0.1f);
    var silent = new Silent();
    mixer.add(alice);
    mixer.add(silent);

    mixer.tick();

    assertThat(alice.heard()).isZero();
    assertThat(silent.heard()).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void portWhoseSoundIsNoNumberIsTakenOutAndTheOthersHearEachOther() {
    for (var nonsense : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      var alice = new Level(0.1f);
      var bob = new Level(0.02f);
      var mad = new Level(nonsense);
      List.of(alice, mad, bob).forEach(mixer::add);

      mixer.tick();

      assertThat(broken).containsExactly(mad);
      assertThat(alice.heard()).isCloseTo(0.02f, within(1e-6f));
      assertThat(bob.heard()).isCloseTo(0.1f, within(1e-6f));
      broken.clear();
      mixer.remove(alice);
      mixer.remove(bob);
    }
  }

  @Test
  void everybodyIsServedThoughNobodySpeaks() {
    var alice = new Silent();
    mixer.add(alice);
    mixer.tick();

    assertThat(alice.pushes()).isEqualTo(1);
    assertThat(alice.heard()).isZero();
  }

  @Test
  void loudSumIsLimited() {
    var listener = new Level(0);
    mixer.add(listener);
    for (var i = 0; i < 10; i++) {
      mixer.add(new Level(0.9f));
    }

    mixer.tick();

    assertThat(listener.heard()).isBetween(0.9f, 1.0f);
  }

  @Test
  void removedPortIsNeitherHeardNorServed() {
    var alice = new Level(0.1f);
    var bob = new Level(0.2f);
    mixer.add(alice);
    mixer.add(bob);
    mixer.tick();

    mixer.remove(bob);
    mixer.tick();

    assertThat(alice.heard()).isZero();
    assertThat(bob.pushes()).isEqualTo(1);
  }

  @Test
  void portAddedTwiceIsMixedOnce() {
    var alice = new Level(0.1f);
    var bob = new Level(0.2f);
    mixer.add(alice);
    mixer.add(alice);
    mixer.add(bob);

    mixer.tick();

    assertThat(bob.heard()).isCloseTo(0.1f, within(1e-6f));
  }

  @Test
  void portThatThrowsIsRemovedReportedOnceAndTheOthersGoOn() {
    var alice = new Level(0.1f);
    var bob = new Level(0.2f);
    var faulty = new Faulty();
    List.of(alice, faulty, bob).forEach(mixer::add);

    mixer.tick();
    mixer.tick();

    assertThat(broken).containsExactly(faulty);
    assertThat(mixer.failures()).isEqualTo(1);
    assertThat(mixer.ports()).isEqualTo(2);
    assertThat(alice.heard()).isCloseTo(0.2f, within(1e-6f));
    assertThat(bob.pushes()).isEqualTo(2);
  }

  @Test
  void tickAllocatesNothing() {
    for (var i = 0; i < 10; i++) {
      mixer.add(new Level(0.01f * i));
    }
    ticks(2_000);

    assertThat(allocatedBy(() -> ticks(1_000))).isLessThan(1_000);
  }

  private void ticks(int count) {
    for (var i = 0; i < count; i++) {
      mixer.tick();
    }
  }

  private static long allocatedBy(Runnable work) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var before = threads.getCurrentThreadAllocatedBytes();
    work.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static class Level implements MixerPort {
    private final float level;
    private float heard;
    private int pushes;

    Level(float level) {
      this.level = level;
    }

    @Override
    public boolean pull(float[] frame) {
      Arrays.fill(frame, level);
      return true;
    }

    @Override
    public void push(float[] frame) {
      heard = frame[Mixer.FRAME_SAMPLES - 1];
      pushes++;
    }

    float heard() {
      return heard;
    }

    int pushes() {
      return pushes;
    }
  }

  /** Says nothing, and looks for clicks in what it hears. */
  private static final class Listener implements MixerPort {
    private float last = Float.NaN;
    private float steepestStep;

    @Override
    public boolean pull(float[] frame) {
      return false;
    }

    @Override
    public void push(float[] frame) {
      for (int i = 0; i < Mixer.FRAME_SAMPLES; i++) {
        if (!Float.isNaN(last)) {
          steepestStep = Math.max(steepestStep, Math.abs(frame[i] - last));
        }
        last = frame[i];
      }
    }

    float last() {
      return last;
    }

    float steepestStep() {
      return steepestStep;
    }
  }

  private static final class Silent extends Level {
    Silent() {
      super(0.7f);
    }

    @Override
    public boolean pull(float[] frame) {
      super.pull(frame);
      return false;
    }
  }

  private static final class Faulty implements MixerPort {
    @Override
    public boolean pull(float[] frame) {
      throw new IllegalStateException("broken port");
    }

    @Override
    public void push(float[] frame) {
      throw new IllegalStateException("broken port");
    }
  }
}
