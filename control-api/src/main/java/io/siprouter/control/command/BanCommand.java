package io.siprouter.control.command;

import io.siprouter.control.view.BanView;

/** Looks at the banned addresses, or lifts a ban. */
public sealed interface BanCommand extends Command {

  /** The addresses that are not heard for having given wrong passwords. */
  @Operation(
      name = "list_bans",
      verb = Verb.GET,
      path = "/bans",
      scope = Scope.ADMIN,
      result = BanView.class,
      list = true)
  record ListBans() implements BanCommand {}

  /**
   * Hears an address again.
   *
   * @param address an IP address
   */
  @Operation(name = "lift_ban", verb = Verb.DELETE, path = "/bans/{address}", scope = Scope.ADMIN)
  record LiftBan(@Limits(maxLength = 45) String address) implements BanCommand {}
}
