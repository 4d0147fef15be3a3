package io.siprouter.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.event.StampedEvent;
import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of the events of calls. Each comes a second after the one before. */
class CallRecorderTest {

  private final List<CallRecord> records = new ArrayList<>();
  private final CallRecorder recorder = new CallRecorder(records::add);
  private long seconds;

  private void happens(ServerEvent... events) {
    for (var event : events) {
      recorder.accept(new StampedEvent(++seconds, at(seconds), event));
    }
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  private static CallCreated created(String id) {
    return new CallCreated(
        id,
        "outbound",
        "device",
        "kitchen",
        "101",
        "Kitchen",
        "0301",
        "+49301",
        Optional.of("out"),
        "0301 leaves");
  }

  @Test
  void wholeCallBecomesOneRecord() {
    happens(
        created("a"),
        new LegAdded("a", "1", "SIP_DEVICE", "101", "kitchen", "inbound"),
        new LegAdded("a", "2", "SIP_PROVIDER", "+49301", "north", "outbound"),
        new LegChanged("a", "2", "ringing", "", false, ""),
        new CallRinging("a"),
        new LegChanged("a", "2", "early", "PCMA", false, ""),
        new LegChanged("a", "2", "answered", "PCMA", false, ""),
        new CallAnswered("a"),
        new LegQuality("a", "2", "PCMA", 50, 51, 1, 2.5, 40, 0, Optional.empty()),
        new LegQuality("a", "2", "PCMA", 90, 91, 10, 3.5, 60, 0, Optional.empty()),
        new LegRemoved("a", "2", "callee_hangup", 0),
        new LegRemoved("a", "1", "callee_hangup", 0),
        new CallEnded("a", "callee_hangup", 0, 5));

    var record = records.getFirst();
    assertThat(records).hasSize(1);
    assertThat(record.createdAt()).isEqualTo(at(1));
    assertThat(record.ringingAt()).contains(at(5));
    assertThat(record.answeredAt()).contains(at(8));
    assertThat(record.endedAt()).isEqualTo(at(13));
    assertThat(record.route()).contains("out");
    assertThat(record.emergency()).isFalse();
    assertThat(record.legs())
        .containsExactly(
            new LegRecord(
                "1",
                "SIP_DEVICE",
                "101",
                "kitchen",
                "inbound",
                at(2),
                Optional.empty(),
                Optional.empty(),
                at(12),
                "callee_hangup",
                0,
                Optional.empty()),
            new LegRecord(
                "2",
                "SIP_PROVIDER",
                "+49301",
                "north",
                "outbound",
                at(3),
                Optional.of(at(4)),
                Optional.of(at(7)),
                at(11),
                "callee_hangup",
                0,
                Optional.of(new Quality("PCMA", 90, 91, 10, 10, 3.5, 60))));
  }

  @Test
  void callsDoNotMix() {
    happens(
        created("a"),
        created("b"),
        new EmergencyCall("b", "101", "112"),
        new CallEnded("a", "not_found", 404, 0),
        new CallRinging("a"),
        new CallEnded("b", "busy", 486, 0));

    assertThat(records).extracting(CallRecord::id).containsExactly("a", "b");
    assertThat(records).extracting(CallRecord::emergency).containsExactly(false, true);
    assertThat(records).extracting(CallRecord::sipStatus).containsExactly(404, 486);
    assertThat(records).allSatisfy(record -> assertThat(record.ringingAt()).isEmpty());
  }

  @Test
  void callThatBeganBeforeIsNotHalfRecorded() {
    happens(
        new LegChanged("a", "1", "answered", "PCMA", false, ""),
        new CallAnswered("a"),
        new CallEnded("a", "api", 0, 1));

    assertThat(records).isEmpty();
  }

  @Test
  void callThatRingsForeverDoesNotGrow() {
    happens(created("a"));
    for (var i = 0; i < 5_000; i++) {
      happens(
          new LegAdded("a", "" + i, "SIP_DEVICE", "102", "office", "outbound"),
          new LegRemoved("a", "" + i, "no_answer", 480));
    }
    happens(new CallEnded("a", "api", 0, 1));

    assertThat(records.getFirst().legs()).hasSize(100);
  }
}
