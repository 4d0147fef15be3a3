package io.siprouter.control.command;

/** Changes the registration at a provider. */
public sealed interface ProviderCommand extends Command {

  /**
   * Registers at a provider now, without waiting for the next time.
   *
   * @param id of the provider
   */
  @Operation(
      name = "register",
      verb = Verb.POST,
      path = "/providers/{id}/register",
      scope = Scope.CALL)
  record Register(String id) implements ProviderCommand {}

  /**
   * Ends the registration at a provider until told otherwise or restarted.
   *
   * @param id of the provider
   */
  @Operation(
      name = "unregister",
      verb = Verb.POST,
      path = "/providers/{id}/unregister",
      scope = Scope.CALL)
  record Unregister(String id) implements ProviderCommand {}
}
