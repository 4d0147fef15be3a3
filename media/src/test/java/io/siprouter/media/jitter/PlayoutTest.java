package io.siprouter.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.media.AllocationProbe;
import io.siprouter.media.jitter.LossyLink.Conditions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayoutTest {
  private static final JitterSettings SETTINGS = new JitterSettings(20, 200);

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 40, 60})
  void aPerfectPathPlaysCleanAudioAcrossTheWraps(int ptimeMs) {
    var rig = new PlayoutRig(SETTINGS, ptimeMs, Conditions.PERFECT).run(3_000);

    assertThat(rig.snrDb()).isGreaterThan(30);
    assertThat(rig.playout().late()).isZero();
    assertThat(rig.playout().concealedMs()).isZero();
  }

  @Test
  void theDelayOfAPerfectPathIsTheLeastConfigured() {
    var rig = new PlayoutRig(new JitterSettings(40, 200), 20, Conditions.PERFECT).run(5_000);

    assertThat(rig.playout().delayMs()).isBetween(30, 60);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 30, 60})
  void jitterAndReorderingAreAbsorbedOnceMeasured(int ptimeMs) {
    var rig = new PlayoutRig(SETTINGS, ptimeMs, new Conditions(30, 60, 0, 0)).run(8_000);
    long late = rig.playout().late();

    rig.run(4_000);

    assertThat(rig.playout().late() - late).isLessThanOrEqualTo(2);
    assertThat(rig.snrDb()).isGreaterThan(15);
    assertThat(rig.playout().delayMs()).isBetween(40, 110);
  }

  @Test
  void theDelayShrinksWhenThePathCalms() {
    var rig = new PlayoutRig(SETTINGS, 20, new Conditions(30, 100, 0, 0)).run(8_000);
    int delayMs = rig.playout().delayMs();

    rig.change(new Conditions(30, 0, 0, 0));
    rig.run(12_000);

    assertThat(rig.playout().delayMs()).isLessThan(delayMs - 30).isLessThanOrEqualTo(40);
    assertThat(rig.snrDb()).isGreaterThan(30);
  }

  @Test
  void theDelayNeverExceedsItsBound() {
    var rig = new PlayoutRig(new JitterSettings(20, 60), 20, new Conditions(0, 200, 0, 0));

    for (int second = 0; second < 10; second++) {
      rig.run(1_000);
      assertThat(rig.playout().delayMs()).isLessThanOrEqualTo(80);
    }
    assertThat(rig.playout().late()).isPositive();
  }

  @Test
  void lostPacketsAreConcealed() {
    var rig = new PlayoutRig(SETTINGS, 20, new Conditions(20, 5, 0.05, 0)).run(10_000);

    assertThat(rig.probe().heard()).containsExactly(PlayoutRig.TONE_HZ);
    assertThat(rig.playout().concealedMs()).isBetween(rig.lost() * 20L - 40, rig.lost() * 20L + 40);
    assertThat(rig.silentFrames()).isLessThanOrEqualTo(3);
  }

  @Test
  void duplicatesAreCountedAndNotPlayed() {
    var rig = new PlayoutRig(SETTINGS, 20, new Conditions(20, 0, 0, 0.3)).run(3_000);

    assertThat(rig.playout().duplicates()).isBetween(20L, 70L);
    assertThat(rig.snrDb()).isGreaterThan(30);
  }

  @Test
  void aLongGapFadesToSilenceAndPlaysAgainAfterwards() {
    var rig = new PlayoutRig(SETTINGS, 20, Conditions.PERFECT).run(1_000);

    rig.mute(true);
    rig.run(3_000);
    int silent = rig.silentFrames();
    rig.mute(false);
    rig.run(1_000);

    assertThat(silent).isBetween(140, 150);
    assertThat(rig.snrDb()).isGreaterThan(30);
  }

  @Test
  void anotherSourceIsPlayedAtOnce() {
    var rig = new PlayoutRig(SETTINGS, 20, Conditions.PERFECT).run(1_000);

    rig.changeSource();
    rig.run(1_000);

    assertThat(rig.snrDb()).isGreaterThan(30);
    assertThat(rig.playout().late()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-12_000_000, -96_000, -9_600, 9_600, 96_000, 12_000_000})
  void aJumpOfTheTimestampIsSurvived(int samples) {
    var rig = new PlayoutRig(SETTINGS, 20, Conditions.PERFECT).run(1_000);

    rig.jump(samples);
    rig.run(6_000);

    assertThat(rig.snrDb()).isGreaterThan(30);
    assertThat(rig.playout().delayMs()).isLessThanOrEqualTo(200);
  }

  @Test
  void aPathThatBecomesLongerIsFollowed() {
    var rig = new PlayoutRig(SETTINGS, 20, Conditions.PERFECT).run(2_000);

    rig.change(new Conditions(700, 0, 0, 0));
    rig.run(3_000);

    assertThat(rig.snrDb()).isGreaterThan(30);
  }

  @Test
  void playingAllocatesNothing() {
    var playout = new Playout(SETTINGS);
    var packet = new MediaPacket();
    var payload = new byte[160];
    var frame = new float[Playout.FRAME_SAMPLES];
    var sequence = new int[1];

    long bytes =
        AllocationProbe.bytesAllocatedBy(
            () -> {
              int now = sequence[0]++;
              if (now % 7 != 0) {
                packet.place(1, now & 0xffff, now * 960, false, now * 20_000_000L);
                packet.fill(0, 960, payload, 0, 160);
                playout.offer(packet, now * 20_000_000L);
              }
              playout.pull(frame, (_, _) -> Playout.FRAME_SAMPLES);
            });

    assertThat(bytes).isZero();
  }
}
