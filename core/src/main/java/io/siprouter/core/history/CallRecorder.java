package io.siprouter.core.history;

import io.siprouter.core.event.ServerEvent.CallAnswered;
import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEarlyMedia;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallEvent;
import io.siprouter.core.event.ServerEvent.CallRinging;
import io.siprouter.core.event.ServerEvent.CallStateChanged;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.EmergencyCall;
import io.siprouter.core.event.ServerEvent.IncomingCall;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegDialog;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import io.siprouter.core.event.StampedEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes one record of all events of a call. Observes the event bus, on its thread alone. */
final class CallRecorder implements Consumer<StampedEvent> {

  private final Consumer<CallRecord> finished;
  private final Map<String, CallDraft> drafts = new HashMap<>();

  /**
   * @param finished takes a record at once
   */
  CallRecorder(Consumer<CallRecord> finished) {
    this.finished = finished;
  }

  @Override
  public void accept(StampedEvent stamped) {
    if (stamped.event() instanceof CallCreated created) {
      drafts.put(created.callId(), new CallDraft(created, stamped.at()));
    } else if (stamped.event() instanceof CallEnded end) {
      Optional.ofNullable(drafts.remove(end.callId()))
          .ifPresent(draft -> finished.accept(draft.ended(end, stamped.at())));
    } else if (stamped.event() instanceof CallEvent event) {
      Optional.ofNullable(drafts.get(event.callId()))
          .ifPresent(draft -> note(draft, event, stamped.at()));
    }
  }

  private static void note(CallDraft draft, CallEvent event, Instant at) {
    switch (event) {
      case EmergencyCall _ -> draft.seeksHelp();
      case CallRinging _ -> draft.rang(at);
      case CallAnswered _ -> draft.answered(at);
      case LegAdded leg -> draft.added(leg, at);
      case LegChanged change -> draft.about(change.legId(), leg -> leg.changed(change, at));
      case LegQuality quality -> draft.about(quality.legId(), leg -> leg.fared(quality));
      case LegRemoved removed -> draft.removed(removed, at);
      case CallCreated _,
          CallEnded _,
          DigitReceived _,
          LegDialog _,
          IncomingCall _,
          CallEarlyMedia _,
          CallStateChanged _ -> {}
    }
  }
}
