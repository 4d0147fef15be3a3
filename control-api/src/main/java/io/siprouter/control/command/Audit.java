package io.siprouter.control.command;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Takes note of who did what. Any thread; never waits. */
@FunctionalInterface
public interface Audit {

  /** Takes note of nothing. */
  Audit NONE = _ -> {};

  /**
   * A command that may have changed something, and is over.
   *
   * @param arguments as they came; secrets are still in them
   * @param before what it is about, as it was; empty where there was nothing, or nothing to compare
   * @param after the same as it is now
   */
  record Deed(
      Principal who,
      OperationSpec operation,
      ObjectNode arguments,
      Reply reply,
      Optional<Object> before,
      Optional<Object> after) {}

  void done(Deed deed);
}
