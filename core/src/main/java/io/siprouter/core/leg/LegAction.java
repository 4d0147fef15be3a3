package io.siprouter.core.leg;

import io.siprouter.sip.uri.NameAddr;
import java.util.List;

/** What a leg has to do after a step of its machine, in the order given. */
public sealed interface LegAction {

  record SendRinging() implements LegAction {}

  /** A 183 with our session description. */
  record SendProgress() implements LegAction {}

  record SendAnswer() implements LegAction {}

  record SendRefusal(LegEnd end) implements LegAction {}

  record SendAck() implements LegAction {}

  record SendCancel(LegEnd end) implements LegAction {}

  record SendBye(LegEnd end) implements LegAction {}

  /** Answer the peer's re-INVITE. */
  record AnswerReoffer() implements LegAction {}

  /** Refuse the peer's re-INVITE: 491, RFC 3261 §14.2. */
  record RefuseReoffer() implements LegAction {}

  /** Offer to hold the peer, or to hold it no more: re-INVITE, RFC 3264 §8.4. */
  record OfferHold(boolean held) implements LegAction {}

  /** What {@link OfferHold} was for is done. */
  record ReportHold() implements LegAction {}

  /** What {@link OfferHold} was for came to nothing. */
  record ReportHoldRefused(int status) implements LegAction {}

  /** Let the leg take part in the mix. */
  record StartMedia() implements LegAction {}

  record ReportRang() implements LegAction {}

  record ReportProgressed() implements LegAction {}

  record ReportAnswered() implements LegAction {}

  record ReportRedirected(List<NameAddr> contacts) implements LegAction {}

  /** Give back what the leg holds and tell the call. */
  record End(LegEnd end) implements LegAction {}
}
