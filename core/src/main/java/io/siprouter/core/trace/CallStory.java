package io.siprouter.core.trace;

import io.siprouter.core.event.ServerEvent.CallCreated;
import io.siprouter.core.event.ServerEvent.CallEnded;
import io.siprouter.core.event.ServerEvent.CallEvent;
import io.siprouter.core.event.ServerEvent.DigitReceived;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegChanged;
import io.siprouter.core.event.ServerEvent.LegQuality;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * What happened in a call beside its SIP. Immutable.
 *
 * @param from the caller's number
 * @param to the number as dialled
 * @param cause of the end; empty while it goes on
 * @param legs in the order of their coming
 */
record CallStory(String from, String to, String cause, SequencedMap<String, LegStory> legs) {
  /** A call whose redirections and hunts make more of them is not drawn anyway. */
  private static final int MOST_LEGS = 100;

  static final CallStory NONE = new CallStory("", "", "", new LinkedHashMap<>());

  CallStory after(Instant at, CallEvent event) {
    if (event instanceof CallCreated created) {
      return new CallStory(created.from(), created.to(), cause, legs);
    } else if (event instanceof CallEnded ended) {
      return new CallStory(from, to, ended.cause(), legs);
    } else if (event instanceof LegAdded added) {
      return withLeg(added.legId(), leg -> leg.named(added.kind(), added.remote()));
    } else if (event instanceof DigitReceived digit) {
      return withLeg(digit.legId(), leg -> leg.pressed(at, digit));
    } else if (event instanceof LegChanged changed) {
      return withLeg(changed.legId(), leg -> leg.agreed(at, changed.codec()));
    } else if (event instanceof LegQuality quality) {
      return withLeg(quality.legId(), leg -> leg.heard(at, quality));
    }
    return this;
  }

  private CallStory withLeg(String legId, UnaryOperator<LegStory> change) {
    if (legs.size() >= MOST_LEGS && !legs.containsKey(legId)) {
      return this;
    }
    var changed = new LinkedHashMap<>(legs);
    changed.put(legId, change.apply(leg(legId)));
    return new CallStory(from, to, cause, changed);
  }

  LegStory leg(String legId) {
    return legs.getOrDefault(legId, LegStory.NONE);
  }
}
