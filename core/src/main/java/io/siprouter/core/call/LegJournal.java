package io.siprouter.core.call;

import io.siprouter.core.event.EventBus;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.leg.EndCause;
import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegKind;
import io.siprouter.core.leg.LegState;
import io.siprouter.core.leg.PhoneState;
import io.siprouter.media.codec.Codec;
import io.siprouter.media.rtp.RtpStats;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the event bus and the log what happens to the legs of one call. Touched by the call's loop
 * only.
 */
final class LegJournal {

  private static final Logger log = LoggerFactory.getLogger(LegJournal.class);
  private static final double NANOS_PER_SECOND = 1e9;

  /** What was told of a leg last, so that nothing is told twice. */
  private static final class Told {
    ServerEvent.@Nullable LegChanged change;
    @Nullable PhoneState state;
    long talkingSinceNanos;
    boolean talks;
  }

  private final String callId;
  private final EventBus events;
  private final LongSupplier nanoTime;
  private final Map<LegId, Told> told = new HashMap<>();

  /**
   * @param nanoTime the clock of the call's loop
   */
  LegJournal(CallId callId, EventBus events, LongSupplier nanoTime) {
    this.callId = callId.value();
    this.events = events;
    this.nanoTime = nanoTime;
  }

  void added(Leg leg) {
    var peer = leg.peer();
    log.info("Leg {} {} {} added", leg.id(), peer.kind(), peer.remote());
    told.put(leg.id(), new Told());
    events.publish(
        new ServerEvent.LegAdded(
            callId,
            leg.id().value(),
            peer.kind().name(),
            peer.remote(),
            peer.account(),
            direction(leg)));
    tellPhoneState(leg);
  }

  private static String direction(Leg leg) {
    return leg.isInbound() ? "inbound" : "outbound";
  }

  void spoken(LegId leg, String sipCallId) {
    log.debug("Leg {} speaks in {}", leg, sipCallId);
    events.publish(new ServerEvent.LegDialog(callId, leg.value(), sipCallId));
  }

  /** Something about a leg has changed that others can see, be it its state or its sound. */
  void changed(Leg leg, boolean muted) {
    var change =
        new ServerEvent.LegChanged(
            callId,
            leg.id().value(),
            leg.label(),
            codec(leg),
            muted,
            leg.state() instanceof LegState.Answered ? leg.heldBy().wireName() : "");
    var last = told.computeIfAbsent(leg.id(), _ -> new Told());
    if (!change.equals(last.change)) {
      last.change = change;
      log.debug("Leg {} {}", leg.id(), change.state());
      events.publish(change);
    }
    tellPhoneState(leg);
  }

  private static String codec(Leg leg) {
    return leg.codec().map(Codec::name).orElse("");
  }

  private void tellPhoneState(Leg leg) {
    if (leg.peer().kind() != LegKind.TOOL) {
      PhoneState.of(leg.state(), leg.heldBy().isAnybody()).ifPresent(state -> tell(leg, state));
    }
  }

  private void tell(Leg leg, PhoneState state) {
    var last = told.computeIfAbsent(leg.id(), _ -> new Told());
    if (state == last.state) {
      return;
    }
    last.state = state;
    if (state == PhoneState.CONFIRMED && !last.talks) {
      last.talks = true;
      last.talkingSinceNanos = nanoTime.getAsLong();
    }
    events.publish(
        new ServerEvent.CallStateChanged(
            callId,
            leg.id().value(),
            state.wireName(),
            leg.peer().uri(),
            last.talks ? secondsSince(last.talkingSinceNanos) : 0,
            direction(leg)));
  }

  private double secondsSince(long nanos) {
    return (nanoTime.getAsLong() - nanos) / NANOS_PER_SECOND;
  }

  void notFollowed(Leg leg) {
    log.info("Leg {} is redirected, which is not followed", leg.id());
  }

  /** The last that is said of a leg's sound goes before its end. */
  void removed(Leg leg, LegEnd end) {
    var cause = end.cause().wireName();
    log.info("Leg {} ended: {} {}", leg.id(), cause, end.sipStatus());
    if (leg.codec().isPresent()) {
      quality(leg);
    }
    told.remove(leg.id());
    events.publish(new ServerEvent.LegRemoved(callId, leg.id().value(), cause, end.sipStatus()));
  }

  /** A leg has gone over to another call, where it has another name. */
  void moved(LegId leg) {
    log.info("Leg {} has moved to another call", leg);
    told.remove(leg);
    var cause = EndCause.MERGED.wireName();
    events.publish(new ServerEvent.LegRemoved(callId, leg.value(), cause, 0));
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
        codec(leg),
        stats.packetsRx(),
        stats.packetsTx(),
        stats.lost(),
        stats.jitterMs(),
        stats.delayMs(),
        stats.peerLostPercent(),
        stats.roundTripMs().stream().boxed().findFirst());
  }
}
