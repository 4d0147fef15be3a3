package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.control.command.BanCommand;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.view.BanView;
import io.siprouter.core.guard.Ban;
import io.siprouter.core.guard.Guard;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Shows bans, or lifts them. */
public final class BanHandler implements Handler<BanCommand> {

  private final Guard guard;

  public BanHandler(Guard guard) {
    this.guard = guard;
  }

  @Override
  public CompletionStage<Reply> handle(BanCommand command, Principal who) {
    return completedStage(
        switch (command) {
          case BanCommand.ListBans _ ->
              Reply.list(guard.bans().stream().map(BanHandler::view).toList());
          case BanCommand.LiftBan(var address) -> lift(address);
        });
  }

  private static BanView view(Ban ban) {
    return new BanView(ban.source(), ban.failures(), ban.until());
  }

  private Reply lift(String text) {
    return parse(text)
        .map(address -> lift(address, text))
        .orElseGet(
            () ->
                Reply.refused(
                    Problem.badField("address", "is \"" + text + "\": an IP address is needed")));
  }

  private Reply lift(InetAddress address, String text) {
    return guard.unban(address)
        ? Reply.done()
        : Reply.refused(Problem.notFound(text + " is not banned"));
  }

  private static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
