package io.siprouter.control.command;

import io.siprouter.control.view.NewTokenView;
import io.siprouter.control.view.TokenView;
import io.siprouter.control.view.UserView;
import java.util.List;
import java.util.Optional;

/** Looks at those who may use this interface, or changes them. */
public sealed interface AccessCommand extends Command {

  /** What a name of a user or token is like. */
  String NAME = "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

  /** All users, without their passwords. */
  @Operation(
      name = "list_users",
      verb = Verb.GET,
      path = "/users",
      scope = Scope.ADMIN,
      result = UserView.class,
      list = true)
  record ListUsers() implements AccessCommand {}

  /**
   * Makes a user.
   *
   * @param name to log in with
   * @param password 10 to 256 characters, 5 of them different, without the name
   * @param scopes what the user may do; else everything
   */
  @Operation(
      name = "add_user",
      verb = Verb.POST,
      path = "/users",
      scope = Scope.ADMIN,
      result = UserView.class,
      made = true)
  record AddUser(
      @Limits(pattern = NAME, maxLength = 64) String name,
      String password,
      @Limits(maxItems = 5) Optional<List<Scope>> scopes)
      implements AccessCommand {}

  /**
   * Gives a user another password, which logs them out everywhere, or other scopes.
   *
   * @param name of the user
   * @param password the new one; else it stays
   * @param scopes the new ones; else they stay
   */
  @Operation(
      name = "update_user",
      verb = Verb.PATCH,
      path = "/users/{name}",
      scope = Scope.ADMIN,
      result = UserView.class)
  record UpdateUser(
      String name, Optional<String> password, @Limits(maxItems = 5) Optional<List<Scope>> scopes)
      implements AccessCommand {}

  /**
   * Removes a user, who is logged out everywhere.
   *
   * @param name of the user
   */
  @Operation(name = "remove_user", verb = Verb.DELETE, path = "/users/{name}", scope = Scope.ADMIN)
  record RemoveUser(String name) implements AccessCommand {}

  /** All tokens, without what makes them work. */
  @Operation(
      name = "list_tokens",
      verb = Verb.GET,
      path = "/tokens",
      scope = Scope.ADMIN,
      result = TokenView.class,
      list = true)
  record ListTokens() implements AccessCommand {}

  /**
   * Makes a token, which is shown this once.
   *
   * @param id a name for it
   * @param scopes what its bearer may do
   */
  @Operation(
      name = "create_token",
      verb = Verb.POST,
      path = "/tokens",
      scope = Scope.ADMIN,
      result = NewTokenView.class,
      made = true)
  record CreateToken(
      @Limits(pattern = NAME, maxLength = 64) String id, @Limits(maxItems = 5) List<Scope> scopes)
      implements AccessCommand {}

  /**
   * Makes a token worthless.
   *
   * @param id of the token
   */
  @Operation(name = "revoke_token", verb = Verb.DELETE, path = "/tokens/{id}", scope = Scope.ADMIN)
  record RevokeToken(String id) implements AccessCommand {}
}
