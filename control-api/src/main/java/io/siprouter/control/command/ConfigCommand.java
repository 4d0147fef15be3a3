package io.siprouter.control.command;

import io.siprouter.control.view.ConfigDiffView;
import io.siprouter.control.view.ConfigResultView;
import io.siprouter.control.view.ConfigVerdictView;
import io.siprouter.control.view.ConfigVersionView;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Sees, checks or changes the configuration. */
public sealed interface ConfigCommand extends Command {

  /** The configuration as it is in the file; {@code {"set": true}} stands for each secret. */
  @Operation(
      name = "show_config",
      verb = Verb.GET,
      path = "/config",
      scope = Scope.CONFIG,
      result = ObjectNode.class)
  record ShowConfig() implements ConfigCommand {}

  /**
   * Replaces the configuration and brings it into force without ending a call.
   *
   * @param ifMatch the ETag of the configuration that is to be replaced, or {@code *} for any
   * @param config the whole new one; {@code {"set": true}} keeps the secret that is stored for the
   *     element of the same id
   */
  @Operation(
      name = "configure",
      verb = Verb.PUT,
      path = "/config",
      scope = Scope.CONFIG,
      result = ConfigResultView.class)
  record Configure(@FromHeader("If-Match") Optional<String> ifMatch, @WholeBody ObjectNode config)
      implements ConfigCommand {}

  /**
   * Says everything that is wrong with a configuration, and changes nothing.
   *
   * @param config a whole one; secrets may be masked
   */
  @Operation(
      name = "validate_config",
      verb = Verb.POST,
      path = "/config/validate",
      scope = Scope.CONFIG,
      result = ConfigVerdictView.class)
  record ValidateConfig(@WholeBody ObjectNode config) implements ConfigCommand {}

  /**
   * Says what a configuration would change, and changes nothing.
   *
   * @param config a whole one; secrets may be masked
   */
  @Operation(
      name = "diff_config",
      verb = Verb.POST,
      path = "/config/diff",
      scope = Scope.CONFIG,
      result = ConfigDiffView.class)
  record DiffConfig(@WholeBody ObjectNode config) implements ConfigCommand {}

  /**
   * Takes up a configuration that was in force before.
   *
   * @param version its number; else the one before this
   */
  @Operation(
      name = "rollback_config",
      verb = Verb.POST,
      path = "/config/rollback",
      scope = Scope.CONFIG,
      result = ConfigResultView.class)
  record RollBackConfig(@Limits(min = 1, max = 999_999_999) Optional<Integer> version)
      implements ConfigCommand {}

  /** The configurations that were in the file before, youngest first. */
  @Operation(
      name = "list_config_versions",
      verb = Verb.GET,
      path = "/config/versions",
      scope = Scope.CONFIG,
      result = ConfigVersionView.class,
      list = true)
  record ListConfigVersions() implements ConfigCommand {}

  /** The JSON Schema of the configuration, with every default. */
  @Operation(
      name = "show_config_schema",
      verb = Verb.GET,
      path = "/config/schema",
      scope = Scope.CONFIG,
      result = ObjectNode.class)
  record ShowConfigSchema() implements ConfigCommand {}
}
