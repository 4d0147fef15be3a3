package io.siprouter.control.audit;

import io.siprouter.config.ConfigChange;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.Reply;
import io.siprouter.control.view.ConfigChangeView;
import io.siprouter.control.view.ConfigResultView;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes down the commands that may have changed something. Any thread; never waits. */
public final class CommandAudit implements io.siprouter.control.command.Audit {

  private static final String OK = "ok";

  private final Audit audit;
  private final InstantSource clock;

  public CommandAudit(Audit audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void done(Deed deed) {
    audit.record(
        new AuditEntry(
            clock.instant(),
            deed.who().name(),
            deed.who().from(),
            deed.operation().name(),
            Optional.of(shortened(deed.operation(), deed.arguments())),
            before(deed),
            after(deed),
            outcome(deed.reply())));
  }

  /**
   * Writes down that a changed file has come into force.
   *
   * @param by {@code file} or {@code sighup}
   * @param changes without secrets
   */
  public void reloaded(String by, List<ConfigChange> changes) {
    audit.record(
        new AuditEntry(
            clock.instant(),
            by,
            "local",
            "configure",
            Optional.empty(),
            Optional.of(
                byPath(changes, ConfigChange::path, it -> Optional.ofNullable(it.before()))),
            Optional.of(byPath(changes, ConfigChange::path, it -> Optional.ofNullable(it.after()))),
            OK));
  }

  /** A whole configuration says less than what is different in it. */
  private static ObjectNode shortened(OperationSpec operation, ObjectNode arguments) {
    var rest = arguments.deepCopy();
    operation.arguments().stream()
        .filter(it -> it.place() instanceof OperationSpec.Place.Body)
        .forEach(it -> rest.remove(it.name()));
    return rest;
  }

  /** What was refused has changed nothing. */
  private static Optional<Object> before(Deed deed) {
    if (deed.reply() instanceof Reply.Refused) {
      return Optional.empty();
    }
    return changes(deed.reply())
        .<Object>map(all -> byPath(all, ConfigChangeView::path, ConfigChangeView::before))
        .or(deed::before);
  }

  private static Optional<Object> after(Deed deed) {
    if (deed.reply() instanceof Reply.Refused) {
      return Optional.empty();
    }
    return changes(deed.reply())
        .<Object>map(all -> byPath(all, ConfigChangeView::path, ConfigChangeView::after))
        .or(deed::after)
        .or(() -> made(deed.reply()));
  }

  private static Optional<List<ConfigChangeView>> changes(Reply reply) {
    return reply instanceof Reply.Tagged(ConfigResultView(_, var changes, _), _)
        ? Optional.of(changes)
        : Optional.empty();
  }

  private static Optional<Object> made(Reply reply) {
    return reply instanceof Reply.Made(_, var value) ? Optional.of(value) : Optional.empty();
  }

  private static <T> Map<String, JsonNode> byPath(
      List<T> changes, Function<T, String> path, Function<T, Optional<JsonNode>> side) {
    var values = new LinkedHashMap<String, JsonNode>();
    changes.forEach(it -> side.apply(it).ifPresent(value -> values.put(path.apply(it), value)));
    return values;
  }

  private static String outcome(Reply reply) {
    return reply instanceof Reply.Refused(var problem) ? problem.code() : OK;
  }
}
