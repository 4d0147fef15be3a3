package io.siprouter.control.handler;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.ConfigChange;
import io.siprouter.config.ConfigException;
import io.siprouter.config.ConfigLoader;
import io.siprouter.config.Fault;
import io.siprouter.control.command.ConfigCommand;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.config.ConfigDesk;
import io.siprouter.control.config.ConfigOutcome;
import io.siprouter.control.config.ConfigPreview;
import io.siprouter.control.config.ConfigVersion;
import io.siprouter.control.view.ConfigChangeView;
import io.siprouter.control.view.ConfigDiffView;
import io.siprouter.control.view.ConfigFaultView;
import io.siprouter.control.view.ConfigResultView;
import io.siprouter.control.view.ConfigVerdictView;
import io.siprouter.control.view.ConfigVersionView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows the configuration, and hands wishes about it to the desk. */
public final class ConfigHandler implements Handler<ConfigCommand> {

  private static final int BUSY_RETRY_S = 1;

  private final ConfigDesk desk;
  private final PastRoutes past;

  public ConfigHandler(ConfigDesk desk, PastRoutes past) {
    this.desk = desk;
    this.past = past;
  }

  @Override
  public CompletionStage<Reply> handle(ConfigCommand command, Principal who) {
    return switch (command) {
      case ConfigCommand.ShowConfig _ -> completedStage(shown());
      case ConfigCommand.Configure(var ifMatch, var config) -> configure(ifMatch, config, who);
      case ConfigCommand.ValidateConfig(var config) ->
          previewed(config, _ -> new ConfigVerdictView(true, List.of()), ConfigHandler::verdict);
      case ConfigCommand.DiffConfig(var config) ->
          answered(
              desk.preview(bytes(config)).thenCompose(this::compared),
              Reply::found,
              ConfigHandler::invalid);
      case ConfigCommand.RollBackConfig(var version) ->
          settled(
              desk.rollBack(version.map(OptionalInt::of).orElseGet(OptionalInt::empty), by(who)));
      case ConfigCommand.ListConfigVersions _ ->
          answered(desk.versions(), ConfigHandler::list, ConfigHandler::invalid);
      case ConfigCommand.ShowConfigSchema _ ->
          completedStage(Reply.found(ConfigLoader.schemaDocument()));
    };
  }

  private Reply shown() {
    var current = desk.current();
    return new Reply.Tagged(current.text().masked(), current.etag());
  }

  private CompletionStage<Reply> configure(
      Optional<String> ifMatch, ObjectNode config, Principal who) {
    return ifMatch
        .map(expected -> settled(desk.put(bytes(config), expected, by(who))))
        .orElseGet(
            () ->
                completedStage(
                    Reply.refused(
                        Problem.preconditionRequired(
                            "If-Match has to name the ETag of the configuration that is"
                                + " replaced"))));
  }

  private static String by(Principal who) {
    return "api " + who.name();
  }

  private static byte[] bytes(JsonNode config) {
    return (config.toPrettyString() + "\n").getBytes(UTF_8);
  }

  private CompletionStage<Reply> previewed(
      ObjectNode config,
      Function<ConfigPreview, Object> view,
      Function<List<Fault>, Reply> ifWrong) {
    return answered(
        desk.preview(bytes(config)), preview -> Reply.found(view.apply(preview)), ifWrong);
  }

  private static CompletionStage<Reply> settled(CompletionStage<ConfigOutcome> outcome) {
    return answered(outcome, ConfigHandler::reply, ConfigHandler::invalid);
  }

  private static <T> CompletionStage<Reply> answered(
      CompletionStage<T> answer, Function<T, Reply> reply, Function<List<Fault>, Reply> ifWrong) {
    return answer.thenApply(reply).exceptionally(failure -> failed(failure, ifWrong));
  }

  /** What is no failure of ours. */
  private static Reply failed(Throwable failure, Function<List<Fault>, Reply> ifWrong) {
    var cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return switch (cause) {
      case ConfigException wrong -> ifWrong.apply(wrong.faults());
      case ConfigDesk.Busy _ ->
          Reply.refused(
              Problem.unavailable("busy", "the configuration is being changed", BUSY_RETRY_S));
      default -> throw new CompletionException(cause);
    };
  }

  private static Reply reply(ConfigOutcome outcome) {
    return switch (outcome) {
      case ConfigOutcome.Applied(var etag, var changes, var restart) ->
          new Reply.Tagged(new ConfigResultView(etag, views(changes), restart), etag);
      case ConfigOutcome.Conflict(var etag) ->
          Reply.refused(
              Problem.preconditionFailed("the configuration has changed; its ETag is " + etag));
      case ConfigOutcome.Invalid(var faults) -> invalid(faults);
      case ConfigOutcome.NoSuchVersion _ ->
          Reply.refused(Problem.notFound("there is no such version of the configuration"));
      case ConfigOutcome.NotWritten(var reason) ->
          Reply.refused(Problem.unavailable("not_written", reason, BUSY_RETRY_S));
    };
  }

  private static Reply invalid(List<Fault> faults) {
    var all =
        faults.stream()
            .map(
                fault ->
                    new io.siprouter.control.command.Fault(
                        fault.path(), fault.found() + "; allowed: " + fault.allowed()))
            .toList();
    var problem = Problem.unprocessable("config", faults.getFirst().toString());
    return Reply.refused(problem.about(all, faults.getFirst().path()));
  }

  private static Reply verdict(List<Fault> faults) {
    var views =
        faults.stream()
            .map(fault -> new ConfigFaultView(fault.path(), fault.found(), fault.allowed()))
            .toList();
    return Reply.found(new ConfigVerdictView(false, views));
  }

  private CompletionStage<ConfigDiffView> compared(ConfigPreview preview) {
    return past.rerouted(preview)
        .thenApply(calls -> new ConfigDiffView(views(preview.changes()), preview.restart(), calls));
  }

  private static List<ConfigChangeView> views(List<ConfigChange> changes) {
    return changes.stream()
        .map(
            change ->
                new ConfigChangeView(
                    change.path(),
                    Optional.ofNullable(change.before()),
                    Optional.ofNullable(change.after())))
        .toList();
  }

  private static Reply list(List<ConfigVersion> versions) {
    return Reply.list(
        versions.stream()
            .map(version -> new ConfigVersionView(version.number(), version.replacedAt()))
            .toList());
  }
}
