package io.siprouter.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.phone.PhoneRegistration;
import io.siprouter.core.phone.PhoneState;
import io.siprouter.core.phone.RingReaction;
import io.siprouter.core.phone.ScriptedPhone;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** A call between two phones that is listened to all the time. */
public final class CallWatch implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LOOK_MS = 20;

  private final ScriptedPhone caller;
  private final ScriptedPhone callee;
  private final List<ScriptedPhone> phones;
  private final AtomicLongArray packets = new AtomicLongArray(2);
  private final AtomicLongArray grewAtNanos = new AtomicLongArray(2);
  private final AtomicLong longestGapNanos = new AtomicLong();
  private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();

  private CallWatch(ScriptedPhone caller, ScriptedPhone callee) {
    this.caller = caller;
    this.callee = callee;
    this.phones = List.of(caller, callee);
  }

  /** Lets 101 call 102, and begins to listen. */
  public static CallWatch begin(RunningDaemon daemon) throws Exception {
    return begin(daemon.phone101(), daemon.phone102());
  }

  /**
   * Lets one call the other, and begins to listen.
   *
   * @param caller 101, not registered yet; closed with this
   * @param callee 102, likewise
   */
  public static CallWatch begin(ScriptedPhone caller, ScriptedPhone callee) throws Exception {
    for (var phone : List.of(caller, callee)) {
      phone.register();
      assertThat(phone.awaitRegistration(LIMIT))
          .containsInstanceOf(PhoneRegistration.Registered.class);
    }
    callee.onRing(new RingReaction.PickUp());
    caller.dial("102");
    assertThat(caller.awaitState(PhoneState.Talking.class, LIMIT)).isPresent();
    var watch = new CallWatch(caller, callee);
    watch.assertHeard();
    watch.listen();
    return watch;
  }

  private void assertHeard() throws InterruptedException {
    assertThat(caller.awaitHeard(heard -> heard.isOnly(TestSite.TONE_102_HZ), LIMIT)).isPresent();
    assertThat(callee.awaitHeard(heard -> heard.isOnly(TestSite.TONE_101_HZ), LIMIT)).isPresent();
  }

  private void listen() {
    for (int i = 0; i < phones.size(); i++) {
      grewAtNanos.set(i, System.nanoTime());
    }
    var _ = looks.scheduleAtFixedRate(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    for (int i = 0; i < phones.size(); i++) {
      long received = phones.get(i).heard().packetsRx();
      if (received > packets.getAndSet(i, received)) {
        grewAtNanos.set(i, now);
      }
      long gap = now - grewAtNanos.get(i);
      longestGapNanos.accumulateAndGet(gap, Math::max);
    }
  }

  /** Neither phone has missed a packet, or waited for one for longer than that. */
  public void assertWhole(Duration longestGap) {
    for (var phone : phones) {
      assertThat(phone.state()).isInstanceOf(PhoneState.Talking.class);
      assertThat(phone.heard().lost()).isZero();
    }
    assertThat(Duration.ofNanos(longestGapNanos.get())).isLessThan(longestGap);
  }

  /** The same, and a second from now each still hears the other and nobody else. */
  public void assertGoesOn(Duration longestGap) throws InterruptedException {
    long before = caller.heard().packetsRx();
    assertThat(caller.awaitHeard(heard -> heard.packetsRx() > before + 50, LIMIT)).isPresent();
    assertHeard();
    assertWhole(longestGap);
  }

  @Override
  public void close() {
    looks.shutdownNow();
    caller.hangUp();
    phones.forEach(ScriptedPhone::close);
  }
}
