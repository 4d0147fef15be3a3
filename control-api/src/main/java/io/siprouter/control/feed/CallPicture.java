package io.siprouter.control.feed;

import io.siprouter.control.view.CallView;
import io.siprouter.control.view.LegView;
import io.siprouter.core.event.ServerEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known about one call. On the feed's loop. */
final class CallPicture {

  private final ServerEvent.CallCreated created;
  private final Instant createdAt;
  private final Map<String, LegView> legs = new LinkedHashMap<>();
  private String state = "created";
  private boolean emergency;
  private @Nullable Instant answeredAt;
  private ServerEvent.@Nullable CallEnded ended;

  CallPicture(ServerEvent.CallCreated created, Instant createdAt) {
    this.created = created;
    this.createdAt = createdAt;
  }

  void rings() {
    if (answeredAt == null) {
      state = "ringing";
    }
  }

  void answered(Instant at) {
    state = "answered";
    answeredAt = at;
  }

  void emergency() {
    emergency = true;
  }

  void ended(ServerEvent.CallEnded end) {
    state = "ended";
    ended = end;
  }

  void added(ServerEvent.LegAdded leg) {
    legs.put(
        leg.legId(),
        new LegView(
            leg.legId(),
            leg.kind(),
            leg.account(),
            leg.direction(),
            leg.remote(),
            "added",
            "",
            false,
            ""));
  }

  void changed(ServerEvent.LegChanged leg) {
    legs.computeIfPresent(
        leg.legId(),
        (id, was) ->
            new LegView(
                id,
                was.kind(),
                was.account(),
                was.direction(),
                was.remote(),
                leg.state(),
                leg.codec(),
                leg.muted(),
                leg.heldBy()));
  }

  void removed(ServerEvent.LegRemoved leg) {
    legs.remove(leg.legId());
  }

  CallView view() {
    return new CallView(
        created.callId(),
        state,
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
        Optional.ofNullable(answeredAt),
        Optional.ofNullable(ended).map(ServerEvent.CallEnded::cause),
        Optional.ofNullable(ended).map(ServerEvent.CallEnded::sipStatus).filter(it -> it > 0),
        List.copyOf(legs.values()));
  }
}
