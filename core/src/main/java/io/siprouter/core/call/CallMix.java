package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.media.mix.Mixer;
import io.siprouter.media.mix.MixerClock;
import io.siprouter.media.mix.MixerPort;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Who hears whom in one call, and the mixer that makes it so. Touched by the call's loop only. */
final class CallMix implements AutoCloseable {

  private final MixerClock clock;
  private final Mixer mixer;
  private final Set<Leg> mixed = new LinkedHashSet<>();
  private final Set<Leg> muted = new HashSet<>();
  private final Set<Leg> aside = new HashSet<>();
  private boolean live;
  private boolean running;

  /**
   * @param onBroken told on the mixer thread of a port that failed; must post and return
   */
  CallMix(MixerClock clock, Consumer<MixerPort> onBroken) {
    this.clock = clock;
    this.mixer = new Mixer(onBroken);
  }

  /** Lets the leg take part. */
  void join(Leg leg) {
    mixed.add(leg);
    mixer.add(leg.port());
    follow(leg);
    startOnceLive();
  }

  void leave(Leg leg) {
    mixed.remove(leg);
    muted.remove(leg);
    aside.remove(leg);
    mixer.remove(leg.port());
  }

  boolean contains(Leg leg) {
    return mixed.contains(leg);
  }

  boolean isMuted(Leg leg) {
    return muted.contains(leg);
  }

  /** Leaves what the leg says out, or lets it be heard, be it in the mix already or later. */
  void mute(Leg leg, boolean wanted) {
    note(muted, leg, wanted);
    follow(leg);
  }

  /** Lets the leg neither be heard nor hear anybody, or both again: its party is on hold. */
  void putAside(Leg leg, boolean wanted) {
    note(aside, leg, wanted);
    follow(leg);
  }

  private static void note(Set<Leg> legs, Leg leg, boolean wanted) {
    if (wanted) {
      legs.add(leg);
    } else {
      legs.remove(leg);
    }
  }

  private void follow(Leg leg) {
    var held = aside.contains(leg);
    mixer.mute(leg.port(), held || muted.contains(leg));
    mixer.deafen(leg.port(), held);
  }

  /**
   * Somebody can be heard: from now on everybody in the mix is served, if only with silence. A call
   * without any sound never costs a tick.
   */
  void goLive() {
    live = true;
    startOnceLive();
  }

  boolean isLive() {
    return live;
  }

  /**
   * Stops until somebody joins again.
   *
   * @param then run on any thread as soon as nobody is being served any more; must post and return
   */
  void rest(Runnable then) {
    if (running) {
      running = false;
      clock.stop(mixer, then);
    } else {
      then.run();
    }
  }

  private void startOnceLive() {
    if (live && !running && !mixed.isEmpty()) {
      running = true;
      clock.start(mixer);
    }
  }

  /** Who hears a leg: everybody else that takes part, and nobody that rings or is on hold. */
  List<Leg> listeners(Leg leg) {
    return aside.contains(leg)
        ? List.of()
        : mixed.stream().filter(other -> !other.equals(leg) && !aside.contains(other)).toList();
  }

  @Override
  public void close() {
    if (running) {
      clock.stop(mixer);
    }
  }
}
