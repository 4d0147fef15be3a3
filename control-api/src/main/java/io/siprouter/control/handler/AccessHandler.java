package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.control.auth.Access;
import io.siprouter.control.auth.AccessChange;
import io.siprouter.control.auth.Scopes;
import io.siprouter.control.auth.Token;
import io.siprouter.control.auth.User;
import io.siprouter.control.command.AccessCommand;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.Scope;
import io.siprouter.control.view.NewTokenView;
import io.siprouter.control.view.TokenView;
import io.siprouter.control.view.UserView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Shows users and tokens, or changes them. */
public final class AccessHandler implements Handler<AccessCommand> {

  /** Until some of the passwords that wait are hashed. */
  private static final Duration BUSY = Duration.ofSeconds(2);

  private final Access access;

  public AccessHandler(Access access) {
    this.access = access;
  }

  @Override
  public CompletionStage<Reply> handle(AccessCommand command, Principal who) {
    return switch (command) {
      case AccessCommand.ListUsers _ ->
          completedStage(
              Reply.list(access.store().users().stream().map(AccessHandler::view).toList()));
      case AccessCommand.AddUser(var name, var password, var scopes) ->
          add(name, password, scopes.orElse(List.of(Scope.ADMIN)));
      case AccessCommand.UpdateUser(var name, var password, var scopes) ->
          update(name, password, scopes);
      case AccessCommand.RemoveUser(var name) ->
          access.store().removeUser(name).thenApply(change -> reply(change, Reply::done));
      case AccessCommand.ListTokens _ ->
          completedStage(
              Reply.list(access.store().tokens().stream().map(AccessHandler::view).toList()));
      case AccessCommand.CreateToken(var id, var scopes) -> create(id, Set.copyOf(scopes));
      case AccessCommand.RevokeToken(var id) ->
          access.store().removeToken(id).thenApply(change -> reply(change, Reply::done));
    };
  }

  @Override
  public Optional<Object> subject(AccessCommand command) {
    return switch (command) {
      case AccessCommand.AddUser(var name, _, _) -> user(name);
      case AccessCommand.UpdateUser(var name, _, _) -> user(name);
      case AccessCommand.RemoveUser(var name) -> user(name);
      case AccessCommand.CreateToken(var id, _) -> token(id);
      case AccessCommand.RevokeToken(var id) -> token(id);
      case AccessCommand.ListUsers _, AccessCommand.ListTokens _ -> Optional.empty();
    };
  }

  private Optional<Object> user(String name) {
    return access.store().user(name).map(AccessHandler::view);
  }

  private Optional<Object> token(String id) {
    return access.store().token(id).map(AccessHandler::view);
  }

  private CompletionStage<Reply> add(String name, String password, List<Scope> scopes) {
    return access
        .addUser(name, password, Set.copyOf(scopes))
        .thenApply(change -> reply(change, () -> new Reply.Made("/users/" + name, shown(name))))
        .exceptionally(AccessHandler::busy);
  }

  private CompletionStage<Reply> update(
      String name, Optional<String> password, Optional<List<Scope>> scopes) {
    return access
        .updateUser(name, password, scopes.map(Set::copyOf))
        .thenApply(change -> reply(change, () -> Reply.found(shown(name))))
        .exceptionally(AccessHandler::busy);
  }

  private CompletionStage<Reply> create(String id, Set<Scope> scopes) {
    return access
        .addToken(id, scopes)
        .thenApply(
            made ->
                reply(
                    made.change(),
                    () ->
                        new Reply.Made(
                            "/tokens/" + id,
                            new NewTokenView(id, made.secret(), Scopes.names(scopes)))));
  }

  private static Reply reply(AccessChange change, Supplier<Reply> done) {
    return switch (change) {
      case AccessChange.Done _ -> done.get();
      case AccessChange.Refused(var why) -> Reply.refused(Problem.conflict("refused", why));
      case AccessChange.Unfit(var field, var why) -> Reply.refused(Problem.badField(field, why));
      case AccessChange.Unknown _ ->
          Reply.refused(Problem.notFound("there is nobody of that name"));
    };
  }

  private static Reply busy(Throwable why) {
    var cause = why instanceof CompletionException wrapped ? wrapped.getCause() : why;
    if (cause instanceof RejectedExecutionException) {
      return Reply.refused(
          Problem.unavailable("busy", "too many passwords wait", (int) BUSY.toSeconds()));
    }
    throw new CompletionException(cause);
  }

  private UserView shown(String name) {
    return access.store().user(name).map(AccessHandler::view).orElseThrow();
  }

  private static UserView view(User user) {
    return new UserView(user.name(), Scopes.names(user.scopes()), user.configured());
  }

  private static TokenView view(Token token) {
    return new TokenView(
        token.id(),
        token.prefix(),
        Scopes.names(token.scopes()),
        token.configured(),
        token.created());
  }
}
