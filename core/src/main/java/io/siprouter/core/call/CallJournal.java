package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegId;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.rtp.RtpStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the event bus and the log what happens to one call. Touched by the call's loop only. */
final class CallJournal {

  private static final Logger log = LoggerFactory.getLogger(CallJournal.class);

  private final String callId;
  private final EventBus events;

  CallJournal(CallId callId, EventBus events) {
    this.callId = callId.value();
    this.events = events;
  }

  void created(Party from, String to) {
    log.info("Call from {} to {}", from.number(), to);
    events.publish(new ServerEvent.CallCreated(callId, from.number(), to));
  }

  void emergency(Party from, String number) {
    log.warn("Emergency call from {} to {}", from.number(), number);
    events.publish(new ServerEvent.EmergencyCall(callId, from.number(), number));
  }

  void ringing() {
    log.info("Call rings");
    events.publish(new ServerEvent.CallRinging(callId));
  }

  void answered() {
    log.info("Call answered");
    events.publish(new ServerEvent.CallAnswered(callId));
  }

  void ended(LegEnd end) {
    var cause = end.cause().wireName();
    log.info("Call ended: {} {} {}", cause, end.sipStatus(), end.reason());
    events.publish(new ServerEvent.CallEnded(callId, cause, end.sipStatus()));
  }

  void legAdded(Leg leg) {
    log.info("Leg {} {} {} added", leg.id(), leg.kind().wireName(), leg.remote());
    events.publish(
        new ServerEvent.LegAdded(callId, leg.id().value(), leg.kind().wireName(), leg.remote()));
  }

  void spoken(LegId leg, String sipCallId) {
    log.debug("Leg {} speaks in {}", leg, sipCallId);
    events.publish(new ServerEvent.LegDialog(callId, leg.value(), sipCallId));
  }

  void legChanged(Leg leg) {
    log.debug("Leg {} {}", leg.id(), leg.state().label());
    events.publish(new ServerEvent.LegChanged(callId, leg.id().value(), leg.state().label()));
  }

  void notFollowed(Leg leg) {
    log.info("Leg {} is redirected, which is not followed", leg.id());
  }

  void legRemoved(Leg leg, LegEnd end) {
    var cause = end.cause().wireName();
    log.info("Leg {} ended: {} {}", leg.id(), cause, end.sipStatus());
    events.publish(new ServerEvent.LegRemoved(callId, leg.id().value(), cause, end.sipStatus()));
  }

  void digit(Leg leg, char digit, int durationMs) {
    log.debug("Leg {} pressed a key", leg.id());
    events.publish(new ServerEvent.DigitReceived(callId, leg.id().value(), digit, durationMs));
  }

  void quality(Leg leg) {
    leg.stats().ifPresent(stats -> events.publish(qualityOf(leg, stats)));
  }

  private ServerEvent qualityOf(Leg leg, RtpStats stats) {
    return new ServerEvent.LegQuality(
        callId,
        leg.id().value(),
        leg.codec().map(Codec::name).orElse(""),
        stats.packetsRx(),
        stats.packetsTx(),
        stats.lost(),
        stats.jitterMs(),
        stats.delayMs());
  }
}
