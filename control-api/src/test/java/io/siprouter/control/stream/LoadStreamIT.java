package io.siprouter.control.stream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.RunningDaemon;
import io.siprouter.control.TestSite;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.phone.Heard;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many programs that are told much, while two people talk. */
class LoadStreamIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int PROGRAMS = 10;
  private static final int BATCH = 20;
  private static final int BATCHES = 500;

  /** Of 1,000 a second for 10 s. */
  private static final int EVENTS = BATCH * BATCHES;

  @TempDir private Path state;

  @Test
  void tenThousandDeliveriesASecondAreNotHeardInACall() throws Exception {
    try (var daemon = RunningDaemon.start(state);
        var desk = registered(daemon.phone101());
        var hall = registered(daemon.phone102())) {
      hall.onRing(new RingReaction.PickUp());
      desk.dial("102");
      assertThat(desk.awaitState(PhoneState.Talking.class, SOON)).isPresent();
      assertThat(hall.awaitHeard(heard -> heard.packetsRx() > 100, SOON)).isPresent();
      var before = hall.heard();
      var programs = programs();

      tellMuch(daemon);

      for (var program : programs) {
        assertGapless(program);
        program.close();
      }
      assertUnharmed(before, hall.heard());
    }
  }

  private static ScriptedPhone registered(ScriptedPhone phone) throws InterruptedException {
    phone.register();
    assertThat(phone.awaitRegistration(SOON)).isPresent();
    return phone;
  }

  private List<TestStream> programs() throws Exception {
    var programs = new ArrayList<TestStream>();
    for (int i = 0; i < PROGRAMS; i++) {
      programs.add(new TestStream(state));
    }
    return programs;
  }

  private static void tellMuch(RunningDaemon daemon) throws InterruptedException {
    var left = new CountDownLatch(BATCHES);
    try (var pace = Executors.newSingleThreadScheduledExecutor()) {
      var _ = pace.scheduleAtFixedRate(() -> batch(daemon, left), 0, 20, MILLISECONDS);
      left.await();
      pace.shutdownNow();
    }
  }

  private static void batch(RunningDaemon daemon, CountDownLatch left) {
    for (int i = 0; i < BATCH; i++) {
      daemon.engine().events().publish(new ServerEvent.SecurityBan("192.0.2.1", i, Instant.EPOCH));
    }
    left.countDown();
  }

  private static void assertGapless(TestStream program) throws InterruptedException {
    var seq = program.awaitEvent("status").path("data").path("seq").asLong();
    for (int told = 0; told < EVENTS; ) {
      var event = program.await(it -> it.has("seq"));
      assertThat(event.path("seq").asLong()).isEqualTo(++seq);
      told += event.path("event").asString().equals("security_ban") ? 1 : 0;
    }
  }

  private static void assertUnharmed(Heard before, Heard after) {
    assertThat(after.lost() - before.lost()).isZero();
    assertThat(after.packetsRx() - before.packetsRx()).isBetween(480L, 3_000L);
    assertThat(after.tonesHz()).containsExactly(TestSite.TONE_101_HZ);
  }
}
