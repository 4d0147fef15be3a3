package io.siprouter.core.sip;

import java.util.Optional;

/** A call we make to a peer. */
public interface OutboundDialog extends InviteDialog {

  /** Acknowledges the answer; every repetition of it is acknowledged with the same ACK. */
  void ack(Optional<String> sdp);

  /**
   * Gives up before the answer: at once if the peer has said something, else as soon as it does
   * (RFC 3261 §9.1). Ends in {@link DialogEvent.Refused}, {@link DialogEvent.Failed}, or, where the
   * answer crosses it, {@link DialogEvent.Answered}: the dialog acknowledges that answer and hangs
   * up at once and by itself, since its owner may be gone.
   */
  void cancel(Optional<String> reasonHeader);
}
