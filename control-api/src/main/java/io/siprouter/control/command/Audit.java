package io.siprouter.control.command;

import tools.jackson.databind.node.ObjectNode;

/** Takes note of who did what. Any thread; never waits. */
@FunctionalInterface
public interface Audit {

  /** Takes note of nothing. */
  Audit NONE = (_, _, _, _) -> {};

  /**
   * A command that may have changed something is over.
   *
   * @param arguments as they came; secrets are still in them
   */
  void done(Principal who, OperationSpec operation, ObjectNode arguments, Reply reply);
}
