package io.siprouter.control.command;

import io.siprouter.core.trace.TraceDirection;
import java.util.List;
import java.util.Optional;

/** Changes what one WebSocket is told. */
public sealed interface StreamCommand extends Command {

  /**
   * Tells this WebSocket of further events: those that come often and are for whoever asks.
   *
   * @param events their names, for example {@code quality}
   * @param trace which messages {@code sip_trace} is to tell of; else all
   */
  @Operation(name = "subscribe", scope = Scope.READ)
  record Subscribe(List<String> events, Optional<TraceArgument> trace) implements StreamCommand {}

  /**
   * Which SIP messages are wanted: those that fit all that is given.
   *
   * @param callId of a call of ours
   * @param legId of a leg of that call
   * @param method of a request, or of the request that a response answers
   * @param code a status, or a class of them: 486, 4xx
   * @param text anywhere in the message
   * @param direction send or recv
   * @param remote the peer's address, with or without port
   */
  record TraceArgument(
      Optional<String> callId,
      Optional<String> legId,
      Optional<String> method,
      @Limits(pattern = "^[1-6]([0-9]{2}|[xX]{2})$") Optional<String> code,
      Optional<String> text,
      Optional<TraceDirection> direction,
      Optional<String> remote) {}

  /**
   * Tells this WebSocket no longer of events it has subscribed to.
   *
   * @param events their names; else all of them
   */
  @Operation(name = "unsubscribe", scope = Scope.READ)
  record Unsubscribe(Optional<List<String>> events) implements StreamCommand {}

  /**
   * Goes on with the events after one that was seen over an earlier WebSocket. Where they are not
   * known any more, a fresh status follows.
   *
   * @param bootId of the run in which that was
   * @param after the {@code seq} of the last event that was seen
   */
  @Operation(name = "resume_stream", scope = Scope.READ)
  record ResumeStream(String bootId, @Limits(min = 0) long after) implements StreamCommand {}
}
