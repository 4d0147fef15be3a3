package io.siprouter.control.view;

import io.siprouter.core.trace.DialogOwner;
import io.siprouter.core.trace.Passage;
import io.siprouter.core.trace.TracedMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A SIP message as it passed, secrets replaced by asterisks.
 *
 * @param seq counts all messages of this run of the daemon
 * @param timestamp when it passed
 * @param direction send or recv
 * @param transport udp, tcp or tls
 * @param local our address and port
 * @param remote the peer's address and port
 * @param callId of the call it belongs to, if it does
 * @param legId of that call
 * @param sipCallId its Call-ID; empty where it has none
 * @param message the whole text
 */
public record TraceMessageView(
    long seq,
    Instant timestamp,
    String direction,
    String transport,
    String local,
    String remote,
    Optional<String> callId,
    Optional<String> legId,
    String sipCallId,
    String message) {

  public static TraceMessageView of(TracedMessage traced) {
    var passage = traced.passage();
    return new TraceMessageView(
        passage.seq(),
        passage.at(),
        passage.direction().wireName(),
        passage.transport().uriParameter(),
        Passage.text(passage.local()),
        Passage.text(passage.remote()),
        traced.owner().map(DialogOwner::callId),
        traced.owner().map(DialogOwner::legId),
        traced.sipCallId(),
        traced.text());
  }
}
