package io.siprouter.control.command;

import io.siprouter.core.explain.Explanation;
import java.util.Optional;

/** Asks where calls go. */
public sealed interface RouteCommand extends Command {

  /**
   * Says where a call would go, and why, without making it: how its number is read, every rule that
   * is tried, who rings, which providers are asked for what, and the INVITEs.
   *
   * @param to the number as it is dialled, or as the provider writes it
   * @param from the device that dials, by its id or extension; without a provider the first one
   * @param provider the id of the provider that calls, if none of our devices does
   * @param caller the caller's number as that provider writes it; without one it is withheld
   * @param at when the call begins, RFC 3339; else now
   */
  @Operation(
      name = "explain",
      verb = Verb.GET,
      path = "/routes/explain",
      scope = Scope.READ,
      result = Explanation.class)
  record Explain(
      @Limits(minLength = 1, maxLength = 64) String to,
      Optional<String> from,
      Optional<String> provider,
      @Limits(maxLength = 64) Optional<String> caller,
      @Limits(maxLength = 64) Optional<String> at)
      implements RouteCommand {}
}
