package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.ProviderCommand;
import io.siprouter.control.command.Reply;
import io.siprouter.core.trunk.Trunk;
import io.siprouter.core.trunk.Trunks;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Registers at providers, or ends that. */
public final class ProviderHandler implements Handler<ProviderCommand> {

  private final Trunks trunks;

  public ProviderHandler(Trunks trunks) {
    this.trunks = trunks;
  }

  @Override
  public CompletionStage<Reply> handle(ProviderCommand command, Principal who) {
    return switch (command) {
      case ProviderCommand.Register(var id) -> with(id, ProviderHandler::register);
      case ProviderCommand.Unregister(var id) -> with(id, ProviderHandler::unregister);
    };
  }

  private CompletionStage<Reply> with(String id, Function<Trunk, CompletionStage<Reply>> action) {
    return trunks
        .of(id)
        .map(action)
        .orElseGet(
            () ->
                completedStage(
                    Reply.refused(Problem.notFound("there is no enabled provider " + id))));
  }

  private static CompletionStage<Reply> register(Trunk trunk) {
    trunk.register();
    return completedStage(Reply.done());
  }

  private static CompletionStage<Reply> unregister(Trunk trunk) {
    return trunk.unregister().thenApply(_ -> Reply.done());
  }
}
