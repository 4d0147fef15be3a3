package io.siprouter.core.history;

import static java.util.Comparator.comparing;

import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.history.CallRecord.LegRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is known so far of a call that goes on. One thread. */
final class CallDraft {

  /** Parties that came and went; a call that is kept open and rung from forever must not grow. */
  private static final int MOST_LEGS = 100;

  private final CallCreated created;
  private final Instant createdAt;
  private final Map<String, LegDraft> present = new LinkedHashMap<>();
  private final List<LegRecord> gone = new ArrayList<>();
  private @Nullable Instant ringingAt;
  private @Nullable Instant answeredAt;
  private boolean emergency;

  CallDraft(CallCreated created, Instant at) {
    this.created = created;
    this.createdAt = at;
  }

  void rang(Instant at) {
    ringingAt = ringingAt == null ? at : ringingAt;
  }

  void answered(Instant at) {
    answeredAt = answeredAt == null ? at : answeredAt;
  }

  void seeksHelp() {
    emergency = true;
  }

  void added(LegAdded leg, Instant at) {
    present.put(leg.legId(), new LegDraft(leg, at));
  }

  void about(String legId, Consumer<LegDraft> change) {
    Optional.ofNullable(present.get(legId)).ifPresent(change);
  }

  void removed(LegRemoved removed, Instant at) {
    var leg = present.remove(removed.legId());
    if (leg != null && gone.size() < MOST_LEGS) {
      gone.add(leg.ended(removed.cause(), removed.sipStatus(), at));
    }
  }

  CallRecord ended(CallEnded end, Instant at) {
    present.values().forEach(leg -> gone.add(leg.ended(end.cause(), end.sipStatus(), at)));
    return new CallRecord(
        created.callId(),
        created.direction(),
        created.sourceKind(),
        created.sourceId(),
        created.from(),
        created.fromName(),
        created.to(),
        created.toNormalised(),
        created.route(),
        created.reason(),
        emergency,
        createdAt,
        Optional.ofNullable(ringingAt),
        Optional.ofNullable(answeredAt),
        at,
        end.durationSec(),
        end.cause(),
        end.sipStatus(),
        gone.stream().sorted(comparing(LegRecord::addedAt)).toList());
  }
}
