package io.siprouter.core.leg;

import io.siprouter.sip.uri.NameAddr;
import java.util.List;

/** What can happen to a leg. */
public sealed interface LegInput {

  /** What its call wants of it. */
  sealed interface FromHub extends LegInput {}

  /** What a caller can do to us. */
  sealed interface FromCaller extends LegInput {}

  /** What a callee can do to us. */
  sealed interface FromCallee extends LegInput {}

  /** What either can do in a dialog. */
  sealed interface FromPeer extends LegInput {}

  /** Tell the caller that the far end rings. */
  record Ring() implements FromHub {}

  /** Let the caller hear the far end before it answers. */
  record PassEarlyMedia() implements FromHub {}

  record Answer() implements FromHub {}

  /** End the leg, in whatever way its state asks for. */
  record Release(LegEnd end) implements FromHub {}

  /** Hold the party. */
  record HoldParty() implements FromHub {}

  /** Hold the party no more. */
  record ResumeParty() implements FromHub {}

  record Cancelled() implements FromCaller {}

  /**
   * The ACK of our answer came.
   *
   * @param mediaAgreed false where our answer was an offer and the ACK brought no usable answer to
   *     it
   */
  record Acknowledged(boolean mediaAgreed) implements FromCaller {}

  /** No ACK came within 64*T1. */
  record AckMissing() implements FromCaller {}

  record Rang() implements FromCallee {}

  /** A provisional response with a session description. */
  record Progressed() implements FromCallee {}

  /**
   * A 2xx came.
   *
   * @param mediaAgreed whether its session description can be used
   */
  record AnsweredBy(boolean mediaAgreed) implements FromCallee {}

  record Refused(int status, String reason) implements FromCallee {}

  /**
   * The callee is to be found elsewhere.
   *
   * @param status [300..399]
   * @param contacts where, best first
   */
  record Redirected(int status, String reason, List<NameAddr> contacts) implements FromCallee {}

  /**
   * No response can come.
   *
   * @param status what this means for the caller: 408 after silence, 503 where nothing could be
   *     sent
   */
  record Unreachable(int status, String reason) implements FromCallee {}

  /** A cancelled INVITE got no final response within 64*T1 (RFC 3261 §9.1). */
  record CancelTimedOut() implements FromCallee {}

  record HungUp() implements FromPeer {}

  /** A re-INVITE came. */
  record Reoffered() implements FromPeer {}

  /** Our re-INVITE was answered with media we can use. */
  record ReofferTaken() implements FromPeer {}

  /**
   * Our re-INVITE came to nothing.
   *
   * @param status 491 also where an offer of either side was in the way [300..699]
   */
  record ReofferRefused(int status) implements FromPeer {}
}
