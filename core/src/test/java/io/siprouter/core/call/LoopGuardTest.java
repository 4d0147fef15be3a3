package io.siprouter.core.call;

import static io.siprouter.core.call.Requests.PCMU_SDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls that PBXs of the house send back to us, each as a new one. */
class LoopGuardTest {

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22220, "max": 22399}},
        "media": {"codecs": ["PCMU"]},
        "providers": [
          {"id": "carrier", "domain": "127.0.0.2:5060", "username": "u1", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "pbx", "extension": "102", "username": "102", "password": "pbx-secret"},
          {"id": "other", "extension": "103", "username": "103", "password": "other-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound"}, "action": {"provider": "carrier"}},
          {"id": "in", "match": {"direction": "inbound"}, "action": {"devices": ["other"]}}
        ]
      }
      """;

  private static final NameAddr HIDDEN =
      NameAddr.of(SipUri.of("anonymous", "anonymous.invalid", 5060).withoutPort());

  private final SteppedHub hub = new SteppedHub(CONFIG);
  private final List<ScriptedCaller> callers = new ArrayList<>();

  @BeforeEach
  void register() {
    hub.registers("pbx", 1);
    hub.registers("other", 1);
  }

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

  /** A call goes round through both PBXs, each of which forwards to the other. */
  private void goesRound(int times) {
    for (var i = 0; i < times; i++) {
      assertThat(dials("other", "102").finals()).isEmpty();
      assertThat(dials("pbx", "103").finals()).isEmpty();
    }
  }

  private ScriptedCaller strangerCalls(NameAddr from, String... headers) {
    var caller =
        hub.providerCalls(
            "carrier",
            invite -> {
              for (var header : headers) {
                invite.header("P-Asserted-Identity", header);
              }
              return invite.from(from);
            });
    callers.add(caller);
    return caller;
  }

  @Test
  void callThatComesBackAgainAndAgainIsRefused() {
    dials("alice", "103");
    goesRound(LoopGuard.MOST_REPEATS);

    assertThat(dials("other", "102").finals()).containsExactly("482 Loop Detected");
  }

  @Test
  void callThatComesBackNotSoOftenIsLetThrough() {
    dials("alice", "103");
    goesRound(LoopGuard.MOST_REPEATS - 1);

    assertThat(dials("other", "102").finals()).isEmpty();
  }

  @Test
  void callThatAPeerSendsBackToItselfIsRefused() {
    for (var i = 0; i < LoopGuard.MOST_REPEATS; i++) {
      strangerCalls(HIDDEN);
      hub.does(() -> hub.callee().redirects("<sip:030999@hub.example>"));
    }

    assertThat(strangerCalls(HIDDEN).finals()).containsExactly("482 Loop Detected");
  }

  @Test
  void hiddenCallersThatTheProviderTellsApartAreNoLoop() {
    for (var i = 0; i < LoopGuard.MOST_REPEATS + 5; i++) {
      assertThat(strangerCalls(HIDDEN, "<sip:03055%d@carrier>".formatted(i)).finals()).isEmpty();
      hub.does(() -> hub.callee().redirects("<sip:030999@hub.example>"));
    }
  }

  @Test
  void hiddenCallersWhoMeetManyCallsOfOursToTheirProviderAreNoLoop() {
    for (var i = 0; i < LoopGuard.MOST_REPEATS + 5; i++) {
      dials("alice", "030" + i);
      assertThat(strangerCalls(HIDDEN).finals()).isEmpty();
    }
  }

  @Test
  void manyCallsOfAPeerThatNobodyRingsAreNoLoop() {
    for (var i = 0; i < LoopGuard.MOST_REPEATS + 5; i++) {
      assertThat(dials("pbx", "103").finals()).isEmpty();
    }
  }

  @Test
  void answeredCallsDoNotCount() {
    dials("alice", "103");
    goesRound(LoopGuard.MOST_REPEATS);
    var answered = hub.callee();
    hub.does(answered::answers);

    assertThat(dials("other", "102").finals()).isEmpty();
    hub.does(answered::hangsUp);
    hub.does(callers.get(2 * LoopGuard.MOST_REPEATS)::acknowledges);
  }
}
