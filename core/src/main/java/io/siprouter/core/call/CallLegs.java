package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.leg.LegEnd;
import io.siprouter.core.leg.LegId;
import io.siprouter.core.leg.LegState;
import io.siprouter.core.leg.SipLeg;
import io.siprouter.media.mix.MixerPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The legs of one call, in the order they came. On the call's loop. */
final class CallLegs {

  private final LegJournal journal;
  private final Map<LegId, Leg> legs = new LinkedHashMap<>();
  private int named;

  CallLegs(LegJournal journal) {
    this.journal = journal;
  }

  /** The name of a leg that is to come. */
  LegId nextId() {
    return new LegId(String.valueOf(++named));
  }

  void add(Leg leg) {
    legs.put(leg.id(), leg);
    journal.added(leg);
  }

  void remove(Leg leg, LegEnd end) {
    legs.remove(leg.id());
    journal.removed(leg, end);
  }

  /** Those there are at this moment. */
  List<Leg> all() {
    return List.copyOf(legs.values());
  }

  /** The legs that somebody is at the other end of. */
  List<SipLeg> parties() {
    return legs.values().stream().filter(SipLeg.class::isInstance).map(SipLeg.class::cast).toList();
  }

  /** A leg is on its way to another call; whether it gets there is not sure yet. */
  void withdraw(Leg leg) {
    legs.remove(leg.id());
  }

  /** A leg has come back. */
  void restore(Leg leg) {
    legs.put(leg.id(), leg);
  }

  Set<LegId> ids() {
    return Set.copyOf(legs.keySet());
  }

  Optional<Leg> find(LegId id) {
    return Optional.ofNullable(legs.get(id));
  }

  Optional<Leg> find(MixerPort port) {
    return legs.values().stream().filter(leg -> leg.port().equals(port)).findFirst();
  }

  boolean isEmpty() {
    return legs.isEmpty();
  }

  /** How many have answered, or been answered. */
  long answered() {
    return legs.values().stream().filter(leg -> leg.state().answered()).count();
  }

  void releaseAll(LegEnd end) {
    all().forEach(leg -> leg.release(end));
  }

  /** No leg that was cancelled is waited for any longer. */
  void cancelTimedOut() {
    for (var leg : all()) {
      if (leg instanceof SipLeg sipLeg && leg.state() instanceof LegState.Cancelling) {
        sipLeg.cancelTimedOut();
      }
    }
  }

  /** Tells how the sound of every leg is. */
  void reportQuality() {
    legs.values().forEach(journal::quality);
  }
}
