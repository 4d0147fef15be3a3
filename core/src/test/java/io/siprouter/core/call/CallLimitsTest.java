package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent.CallEnded;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls that nobody ends. */
class CallLimitsTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void partyThatIsSilentWhereSoundIsDueIsHungUp() {
    try (var hub = hub(30, 300, 0)) {
      var alice = talking(hub);
      hub.passes(Duration.ofSeconds(29));
      assertThat(alice.done()).containsExactly("200");

      hub.passes(Duration.ofSeconds(5));
      assertThat(alice.done()).containsExactly("200", "BYE");
      assertEnded(hub, "media_timeout");
    }
  }

  @Test
  void partyOnHoldHasMoreTime() {
    try (var hub = hub(30, 300, 0)) {
      var alice = talking(hub);
      hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP + "a=inactive\r\n")));
      hub.does(alice::acknowledges);
      hub.passes(Duration.ofSeconds(295));
      assertThat(alice.done()).containsExactly("200", "re-INVITE 200");

      hub.passes(Duration.ofSeconds(10));
      assertThat(alice.done()).endsWith("BYE");
      assertEnded(hub, "media_timeout");
    }
  }

  @Test
  void partyThatHeldStartsAnewWhenItResumes() {
    try (var hub = hub(30, 300, 0)) {
      var alice = talking(hub);
      hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP + "a=inactive\r\n")));
      hub.does(alice::acknowledges);
      hub.passes(Duration.ofSeconds(200));
      hub.does(() -> alice.reoffers(Optional.of(PCMU_SDP)));
      hub.does(alice::acknowledges);

      hub.passes(Duration.ofSeconds(28));
      assertThat(hub.calls().size()).isEqualTo(1);
      hub.passes(Duration.ofSeconds(5));
      assertThat(hub.calls().size()).isZero();
    }
  }

  @Test
  void requestsInTheDialogProveThePartyAlive() {
    try (var hub = hub(30, 300, 0)) {
      var alice = talking(hub);
      for (var i = 0; i < 10; i++) {
        hub.passes(Duration.ofSeconds(20));
        hub.does(alice::asks);
      }

      assertThat(alice.done()).containsExactly("200");
      hub.does(alice::hangsUp);
    }
  }

  @Test
  void withoutLimitsACallGoesOn() {
    try (var hub = hub(0, 0, 0)) {
      var alice = talking(hub);
      hub.passes(HOUR);

      assertThat(alice.done()).containsExactly("200");
      hub.does(alice::hangsUp);
    }
  }

  @Test
  void noCallLastsLongerThanAllowed() {
    try (var hub = hub(0, 0, 600)) {
      hub.registers("bob", 1);
      var alice = hub.dials("alice", "102", PCMU_SDP);
      hub.passes(Duration.ofSeconds(100));
      hub.does(hub.callee()::answers);
      hub.does(alice::acknowledges);
      hub.passes(Duration.ofSeconds(599));
      assertThat(alice.done()).containsExactly("200");

      hub.passes(Duration.ofSeconds(1));
      assertThat(alice.done()).containsExactly("200", "BYE");
      assertThat(hub.callee().done()).containsExactly("ACK", "BYE");
      assertEnded(hub, "limit");
    }
  }

  private static SteppedHub hub(int rtpTimeoutSec, int holdTimeoutSec, int callDurationSec) {
    return new SteppedHub(
        """
        {
          "server": {"rtpPorts": {"min": 22200, "max": 22219},
                     "limits": {"callDurationSec": %d}},
          "media": {"codecs": ["PCMU"], "rtpTimeoutSec": %d, "holdTimeoutSec": %d},
          "devices": [
            {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
            {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"}
          ]
        }
        """
            .formatted(callDurationSec, rtpTimeoutSec, holdTimeoutSec));
  }

  private static ScriptedCaller talking(SteppedHub hub) {
    var alice = hub.dials("alice", "*43", PCMU_SDP);
    hub.does(alice::acknowledges);
    return alice;
  }

  private static void assertEnded(SteppedHub hub, String cause) {
    assertThat(hub.events())
        .filteredOn(CallEnded.class::isInstance)
        .singleElement()
        .extracting(event -> ((CallEnded) event).cause())
        .isEqualTo(cause);
    hub.awaitPortsBack();
  }
}
