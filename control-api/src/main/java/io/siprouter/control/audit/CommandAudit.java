package io.siprouter.control.audit;

import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Reply;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Writes down the commands that may have changed something. Any thread; never waits. */
public final class CommandAudit implements io.siprouter.control.command.Audit {

  private final Audit audit;
  private final InstantSource clock;

  public CommandAudit(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void done(Principal who, OperationSpec operation, ObjectNode arguments, Reply reply) {
    audit.record(
        new AuditEntry(
            clock.instant(),
            who.name(),
            who.from(),
            operation.name(),
            Optional.of(arguments),
            Optional.empty(),
            after(reply),
            outcome(reply)));
  }

  private static Optional<Object> after(Reply reply) {
    return reply instanceof Reply.Made(_, var value) ? Optional.of(value) : Optional.empty();
  }

  private static String outcome(Reply reply) {
    return reply instanceof Reply.Refused(var problem) ? problem.code() : "ok";
  }
}
