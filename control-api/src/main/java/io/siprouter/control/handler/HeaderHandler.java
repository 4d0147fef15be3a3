package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.header.HeaderRule;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.HeaderCommand;
import io.siprouter.control.command.HeaderCommand.ClearHeader;
import io.siprouter.control.command.HeaderCommand.SetHeader;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.core.header.RunTimeHeaders;
import io.siprouter.core.header.RunTimeHeaders.Lifetime;
import io.siprouter.core.header.RunTimeHeaders.Peer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sets and clears headers while the engine runs. */
public final class HeaderHandler implements Handler<HeaderCommand> {

  private final RunTimeHeaders headers;

  public HeaderHandler(RunTimeHeaders headers) {
    this.headers = headers;
  }

  @Override
  public CompletionStage<Reply> handle(HeaderCommand command, Principal who) {
    return completedStage(
        fault(command)
            .map(Reply::refused)
            .orElseGet(
                () ->
                    switch (command) {
                      case SetHeader set -> set(set);
                      case ClearHeader clear -> clear(clear);
                    }));
  }

  @Override
  public Optional<Object> subject(HeaderCommand command) {
    return Optional.of(headers.of(peer(command), command.name()));
  }

  private static Optional<Problem> fault(HeaderCommand command) {
    return command.provider().isPresent() && command.device().isPresent()
        ? Optional.of(Problem.badField("device", "and provider exclude each other"))
        : Optional.empty();
  }

  private Reply set(SetHeader set) {
    var fault = HeaderRule.fault(set.name(), set.value());
    if (fault.isPresent()) {
      return Reply.refused(Problem.badField("name", fault.get()));
    }
    var rule = new HeaderRule(set.method(), set.name(), set.value());
    var lifetime = set.once().orElse(false) ? Lifetime.ONCE : Lifetime.PINNED;
    return headers.set(peer(set), rule, lifetime)
        ? Reply.done()
        : Reply.refused(Problem.conflict("full", "too many headers are set; clear some first"));
  }

  private Reply clear(ClearHeader clear) {
    headers.clear(peer(clear), clear.name());
    return Reply.done();
  }

  private static Peer peer(HeaderCommand command) {
    return command
        .provider()
        .<Peer>map(Peer.Provider::new)
        .or(() -> command.device().map(Peer.Device::new))
        .orElseGet(Peer.Everybody::new);
  }
}
