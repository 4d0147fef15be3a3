package io.siprouter.control.handler;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.control.view.CallView;
import io.siprouter.control.view.LegView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeakerTest {

  private static final LegView CARRIER = leg("1", "SIP_PROVIDER", "carrier", "answered");

  private static LegView leg(String id, String kind, String account, String state) {
    return new LegView(id, kind, account, "outbound", "", state, "PCMU", false, "");
  }

  private static CallView call(String sourceKind, String sourceId, LegView... legs) {
    return new CallView(
        "x",
        "answered",
        "inbound",
        sourceKind,
        sourceId,
        "",
        "",
        "",
        "",
        Optional.empty(),
        "",
        false,
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(legs));
  }

  @Test
  void deviceThatCallsSpeaks() {
    assertThat(Speaker.of(call("device", "alice", CARRIER))).contains("alice");
    assertThat(Speaker.of(call("command", "alice", CARRIER))).contains("alice");
  }

  @Test
  void deviceThatTalksSpeaksForAProvider() {
    var ringing = leg("2", "SIP_DEVICE", "alice", "ringing");
    var talking = leg("3", "SIP_DEVICE", "bob", "answered");
    var held = leg("3", "SIP_DEVICE", "carol", "held");

    assertThat(Speaker.of(call("provider", "carrier", CARRIER, ringing, talking))).contains("bob");
    assertThat(Speaker.of(call("command", "", CARRIER, held))).contains("carol");
  }

  @Test
  void nobodySpeaksWhereNoDeviceTalks() {
    var ringing = leg("2", "SIP_DEVICE", "alice", "ringing");

    assertThat(Speaker.of(call("provider", "carrier", CARRIER, ringing))).isEmpty();
  }
}
