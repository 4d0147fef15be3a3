package io.siprouter.control.handler;

import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.StatusCommand;
import io.siprouter.control.feed.EventFeed;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Shows what the events add up to. */
public final class StatusHandler implements Handler<StatusCommand> {

  private final EventFeed feed;

  public StatusHandler(EventFeed feed) {
    this.feed = feed;
  }

  @Override
  public CompletionStage<Reply> handle(StatusCommand command, Principal who) {
    return switch (command) {
      case StatusCommand.ShowStatus _ -> feed.status().thenApply(Reply::found);
      case StatusCommand.ListDevices _ -> feed.ask(picture -> Reply.list(picture.devices()));
      case StatusCommand.ListProviders _ -> feed.ask(picture -> Reply.list(picture.providers()));
      case StatusCommand.ShowDevice(var id) ->
          feed.ask(picture -> one(picture.device(id), "device " + id));
      case StatusCommand.ShowProvider(var id) ->
          feed.ask(picture -> one(picture.provider(id), "provider " + id));
    };
  }

  private static Reply one(Optional<?> found, String what) {
    return found
        .map(Reply::found)
        .orElseGet(() -> Reply.refused(Problem.notFound("there is no " + what)));
  }
}
