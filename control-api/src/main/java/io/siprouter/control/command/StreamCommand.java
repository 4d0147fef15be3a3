package io.siprouter.control.command;

import java.util.List;
import java.util.Optional;

/** Changes what one WebSocket is told. */
public sealed interface StreamCommand extends Command {

  /**
   * Tells this WebSocket of further events: those that come often and are for whoever asks.
   *
   * @param events their names, for example {@code quality}
   */
  @Operation(name = "subscribe", scope = Scope.READ)
  record Subscribe(List<String> events) implements StreamCommand {}

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
