package io.siprouter.core.history;

import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known so far of one party of a call. One thread. */
final class LegDraft {

  private final LegAdded added;
  private final Instant addedAt;
  private @Nullable Instant ringingAt;
  private @Nullable Instant answeredAt;
  private @Nullable Quality quality;
  private String codec = "";

  LegDraft(LegAdded added, Instant at) {
    this.added = added;
    this.addedAt = at;
  }

  void changed(LegChanged change, Instant at) {
    codec = change.codec().isEmpty() ? codec : change.codec();
    switch (change.state()) {
      case "ringing", "early" -> ringingAt = ringingAt == null ? at : ringingAt;
      case "answered" -> answeredAt = answeredAt == null ? at : answeredAt;
      default -> {} // says nothing about when
    }
  }

  void fared(LegQuality now) {
    quality =
        Quality.of(
            now.codec(),
            now.packetsRx(),
            now.packetsTx(),
            now.lost(),
            now.jitterMs(),
            now.delayMs());
  }

  LegRecord ended(String cause, int sipStatus, Instant at) {
    return new LegRecord(
        added.legId(),
        added.kind(),
        added.remote(),
        added.account(),
        added.direction(),
        addedAt,
        Optional.ofNullable(ringingAt),
        Optional.ofNullable(answeredAt),
        at,
        cause,
        sipStatus,
        Optional.ofNullable(quality).or(this::silent));
  }

  /** A codec was agreed, and the call was over before anything was counted. */
  private Optional<Quality> silent() {
    return codec.isEmpty() ? Optional.empty() : Optional.of(Quality.of(codec, 0, 0, 0, 0, 0));
  }
}
