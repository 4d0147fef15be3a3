package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the event bus and the log what happens to one call. Touched by the call's loop only. */
final class CallJournal {

  private static final Logger log = LoggerFactory.getLogger(CallJournal.class);
  private static final double NANOS_PER_SECOND = 1e9;

  private final String callId;
  private final EventBus events;
  private final LongSupplier nanoTime;
  private boolean early;
  private boolean answered;
  private long answeredNanos;

  /**
   * @param nanoTime the clock of the call's loop
   */
  CallJournal(CallId callId, EventBus events, LongSupplier nanoTime) {
    this.callId = callId.value();
    this.events = events;
    this.nanoTime = nanoTime;
  }

  void created(Beginning call) {
    log.info("Call from {} to {}", call.from().number(), call.to());
    events.publish(
        new ServerEvent.CallCreated(
            callId,
            call.direction().name().toLowerCase(Locale.ROOT),
            call.source().kind().wireName(),
            call.source().id(),
            call.from().number(),
            call.from().displayName(),
            call.to(),
            call.toNormalised(),
            call.why().routeId(),
            call.why().reason()));
  }

  /** Somebody calls us. */
  void incoming(Arrival arrival, Leg leg) {
    events.publish(
        new ServerEvent.IncomingCall(
            callId,
            leg.id().value(),
            arrival.party().number(),
            arrival.party().displayName(),
            arrival.dialled(),
            arrival.source().kind().wireName(),
            arrival.source().id()));
  }

  void emergency(Party from, String number) {
    log.warn("Emergency call from {} to {}", from.number(), number);
    events.publish(new ServerEvent.EmergencyCall(callId, from.number(), number));
  }

  void ringing() {
    log.info("Call rings");
    events.publish(new ServerEvent.CallRinging(callId));
  }

  void earlyMedia() {
    if (!early) {
      early = true;
      events.publish(new ServerEvent.CallEarlyMedia(callId));
    }
  }

  void answered() {
    log.info("Call answered");
    answered = true;
    answeredNanos = nanoTime.getAsLong();
    events.publish(new ServerEvent.CallAnswered(callId));
  }

  void ended(LegEnd end) {
    var cause = end.cause().wireName();
    log.info("Call ended: {} {} {}", cause, end.sipStatus(), end.reason());
    var talked = answered ? (nanoTime.getAsLong() - answeredNanos) / NANOS_PER_SECOND : 0;
    events.publish(new ServerEvent.CallEnded(callId, cause, end.sipStatus(), talked));
  }
}
