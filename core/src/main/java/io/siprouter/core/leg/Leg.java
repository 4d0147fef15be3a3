package io.siprouter.core.leg;

import io.siprouter.media.codec.Codec;
import io.siprouter.media.mix.MixerPort;
import io.siprouter.media.rtp.RtpStats;
import java.util.Optional;

/** One party of a call. Its methods belong to the call's loop. */
public sealed interface Leg permits SipLeg, ToolLeg {

  LegId id();

  LegPeer peer();

  /** Whether the party called us. */
  boolean isInbound();

  LegState state();

  /** Who holds whom. */
  HeldBy heldBy();

  /** Whether the party can be held at all. */
  boolean takesHold();

  /** Holds an answered party that is not held by us; the call is told what becomes of it. */
  void hold();

  /** Holds a party no more that is held by us; the call is told what becomes of it. */
  void resume();

  /** The state's name for people and events. */
  default String label() {
    var held = heldBy().isAnybody() && state() instanceof LegState.Answered;
    return held ? "held" : state().label();
  }

  /** The leg's place in the mix. */
  MixerPort port();

  /** The codec in use; empty before media is agreed, and where none is needed. */
  Optional<Codec> codec();

  /** What the leg's RTP has seen so far; empty where it has none. */
  Optional<RtpStats> stats();

  /** Tells a caller that the far end rings. */
  void ring();

  /** Lets a caller hear the far end before it answers. */
  void passEarlyMedia(Optional<Codec> preferred);

  /**
   * Connects a caller.
   *
   * @param preferred the codec to choose where the caller offers it: that of the other end
   */
  void answer(Optional<Codec> preferred);

  /** Ends the leg in the way its state asks for. */
  void release(LegEnd end);

  /** Ends the leg if its party has been silent for too long; to be called once a second. */
  void watch(MediaTimeouts timeouts);

  /** Whether digits can be sent to the party, which both ends have to agree on. */
  boolean takesDigits();

  void startDigit(char digit);

  void endDigit();
}
