package io.siprouter.core.trace;

import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.StampedEvent;
import java.util.function.Consumer;

/** Tells the trace what the engine says of its calls. On the event bus's thread. */
final class TraceEvents implements Consumer<StampedEvent> {
  private final MessageTrace trace;
  private final CallStories stories;

  TraceEvents(MessageTrace trace, CallStories stories) {
    this.trace = trace;
    this.stories = stories;
  }

  @Override
  public void accept(StampedEvent stamped) {
    if (stamped.event() instanceof ServerEvent.CallEvent event) {
      stories.take(stamped.at(), event);
      if (event instanceof ServerEvent.LegDialog dialog) {
        trace.began(dialog.sipCallId(), new DialogOwner(dialog.callId(), dialog.legId()));
      } else if (event instanceof ServerEvent.CallEnded) {
        trace.ended(event.callId());
      }
    }
  }
}
