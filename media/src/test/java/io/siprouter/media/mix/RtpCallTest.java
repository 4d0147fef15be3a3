package io.siprouter.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.siprouter.media.codec.Codec;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole path: RTP, jitter buffer, decoder, mixer, encoder, RTP. */
class RtpCallTest {

  private static final double ALICE_HZ = RtpParty.TONES_HZ.get(0);
  private static final double BOB_HZ = RtpParty.TONES_HZ.get(1);
  private static final double CAROL_HZ = RtpParty.TONES_HZ.get(2);

  private final RtpCall call = new RtpCall();

  @AfterEach
  void close() {
    call.close();
  }

  @Test
  void eachOfThreeHearsTheTwoOthersAndNeverItself() {
    var alice = call.joins(ALICE_HZ, Codec.PCMU);
    var bob = call.joins(BOB_HZ, Codec.G722);
    var carol = call.joins(CAROL_HZ, Codec.PCMA);

    call.ticks(80);

    assertThat(alice.ear().heard()).containsExactly(BOB_HZ, CAROL_HZ);
    assertThat(bob.ear().heard()).containsExactly(ALICE_HZ, CAROL_HZ);
    assertThat(carol.ear().heard()).containsExactly(ALICE_HZ, BOB_HZ);
  }

  @Test
  void toneCrossesFromOneCodecToTheOtherAndStandsOutByTwentyFiveDecibels() {
    var alice = call.joins(ALICE_HZ, Codec.PCMU);
    var bob = call.joins(BOB_HZ, Codec.G722);

    call.ticks(80);

    assertThat(alice.ear().snrDb(BOB_HZ)).isGreaterThan(25);
    assertThat(bob.ear().snrDb(ALICE_HZ)).isGreaterThan(25);
  }

  @Test
  void whoLeavesIsHeardNoMoreAndTheOthersGoOn() {
    var alice = call.joins(ALICE_HZ, Codec.PCMU);
    var bob = call.joins(BOB_HZ, Codec.PCMU);
    var carol = call.joins(CAROL_HZ, Codec.PCMU);
    call.ticks(40);

    call.leaves(carol);
    call.ticks(40);

    assertThat(alice.ear().heard()).containsExactly(BOB_HZ);
    assertThat(bob.ear().heard()).containsExactly(ALICE_HZ);
    assertThat(carol.leg().stats().packetsTx()).isEqualTo(40);
  }

  @Test
  void tickAllocatesNothing() {
    call.joins(ALICE_HZ, Codec.PCMU);
    call.joins(BOB_HZ, Codec.G722);
    call.joins(CAROL_HZ, Codec.PCMA);
    allocatedByTicks(3_000);

    assertThat(allocatedByTicks(1_000)).isLessThan(1_000);
  }

  private long allocatedByTicks(int count) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int i = 0; i < count; i++) {
      call.speak();
      long before = threads.getCurrentThreadAllocatedBytes();
      call.mixer().tick();
      allocated += threads.getCurrentThreadAllocatedBytes() - before;
      call.listen();
    }
    return allocated;
  }
}
