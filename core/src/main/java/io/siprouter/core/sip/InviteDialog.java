package io.siprouter.core.sip;

import java.util.Optional;

/**
 * One call's dialog with one peer. Its methods may be called from any thread and return at once;
 * events come in order on one {@code sip-*} lane.
 */
public interface InviteDialog {

  String callId();

  /**
   * Ends an answered call; no event follows. Waits for the ACK where RFC 3261 §15 wants it, and
   * does nothing where the call has already ended.
   */
  void bye(Optional<String> reasonHeader);

  /**
   * Offers new media in an answered call. Its result is {@link DialogEvent.ReinviteAnswered}, which
   * is acknowledged already, or {@link DialogEvent.ReinviteRefused}: with 491 also where another
   * re-INVITE of either side is under way.
   */
  void reinvite(String sdp);

  /**
   * The same to refresh the session, which has to be done sooner or later: after 491 {@link
   * DialogEvent.ReofferDue} follows.
   */
  void refresh(String sdp);
}
