package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that a PBX of the house sends back to us, each as a new one. */
class LoopGuardTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22220, "max": 22299}},
        "media": {"codecs": ["PCMU"]},
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "pbx", "extension": "102", "username": "102", "password": "pbx-secret"},
          {"id": "other", "extension": "103", "username": "103", "password": "other-secret"}
        ]
      }
      """;

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final List<ScriptedCaller> callers = new ArrayList<>();

  @AfterEach
  void nothingIsRemembered() {
    callers.forEach(caller -> hub.does(caller::cancels));
    hub.callees().forEach(callee -> hub.does(() -> callee.refuses(487)));
    assertThat(hub.calls().size()).isZero();
    assertThat(hub.calls().setups()).isZero();
    hub.close();
  }

  private ScriptedCaller dials(String device, String number) {
    var caller = hub.dials(device, number, PCMU_SDP);
    callers.add(caller);
    return caller;
  }

  private void dialsOften(String device, String number, int times) {
    for (var i = 0; i < times; i++) {
      assertThat(dials(device, number).finals()).isEmpty();
    }
  }

  @Test
  void callThatComesBackAgainAndAgainIsRefused() {
    hub.registers("pbx", 1);
    hub.registers("other", 1);
    dials("alice", "102");
    dialsOften("pbx", "103", LoopGuard.MOST_REPEATS);

    assertThat(dials("pbx", "103").finals()).containsExactly("482 Loop Detected");
  }

  @Test
  void manyCallsOfAPeerThatNobodyRingsAreNoLoop() {
    hub.registers("other", 1);

    dialsOften("pbx", "103", LoopGuard.MOST_REPEATS + 5);
  }

  @Test
  void answeredCallsDoNotCount() {
    hub.registers("pbx", 1);
    hub.registers("other", 1);
    dials("alice", "102");
    dialsOften("pbx", "103", LoopGuard.MOST_REPEATS);
    var answered = hub.callee();
    hub.does(answered::answers);

    assertThat(dials("pbx", "103").finals()).isEmpty();
    hub.does(answered::hangsUp);
    hub.does(callers.get(LoopGuard.MOST_REPEATS)::acknowledges);
  }

  @Test
  void pbxThatHasAnsweredIsNotRungAnyMore() {
    hub.registers("pbx", 1);
    hub.registers("other", 1);
    var alice = dials("alice", "102");
    var pbx = hub.callee();
    hub.does(pbx::answers);
    hub.does(alice::acknowledges);

    dialsOften("pbx", "103", LoopGuard.MOST_REPEATS + 1);
    hub.does(alice::hangsUp);
  }
}
