package io.siprouter.core.leg;

import io.siprouter.sip.uri.NameAddr;
import java.util.List;

/** What a leg tells the call it belongs to, always on the call's loop. */
public interface LegHub {

  /**
   * A leg, which may be yet to come, speaks in a dialog; another one may follow.
   *
   * @param sipCallId the Call-ID of the dialog
   */
  void spoken(LegId leg, String sipCallId);

  /**
   * The callee's side has said something.
   *
   * @param status [100..199]
   */
  void responded(Leg leg, int status);

  /** The callee rings. */
  void rang(Leg leg);

  /** The callee can be heard before it answers. */
  void progressed(Leg leg);

  /** The party is connected. */
  void answered(Leg leg);

  /**
   * The callee is to be found elsewhere; {@link #ended} follows.
   *
   * @param contacts where, best first
   */
  void redirected(Leg leg, List<NameAddr> contacts);

  /** The leg's media may take part in the mix. */
  void joined(Leg leg);

  /** The party's first sound came. */
  void heard(Leg leg);

  /** The party began to press a key. */
  void digitStarted(Leg leg, char digit);

  /**
   * The party let go of a key.
   *
   * @param durationMs how long it was pressed [ms]
   */
  void digitEnded(Leg leg, char digit, int durationMs);

  /** The leg changed its state; called before any of the above that the change brings. */
  void changed(Leg leg);

  /** The ends have agreed anew on the leg's sound, or have tried to. */
  void renegotiated(Leg leg);

  /** What {@link Leg#hold} or {@link Leg#resume} asked for is done. */
  void holdDone(Leg leg);

  /**
   * What {@link Leg#hold} or {@link Leg#resume} asked for came to nothing; the leg is as before.
   *
   * @param status what the party has refused it with, or would have [300..699]
   */
  void holdRefused(Leg leg, int status);

  /** The leg is over and has given back what it held; nothing follows. */
  void ended(Leg leg, LegEnd end);
}
