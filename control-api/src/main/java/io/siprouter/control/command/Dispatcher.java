package io.siprouter.control.command;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes a command as JSON from whichever way it came to whoever does it. Any thread. */
public final class Dispatcher {

  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final int LONGEST_KEY = 128;

  private final Arguments arguments;
  private final Handlers handlers;
  private final Audit audit;
  private final Idempotency done;

  public Dispatcher(Arguments arguments, Handlers handlers, Audit audit, InstantSource clock) {
    this.arguments = arguments;
    this.handlers = handlers;
    this.audit = audit;
    this.done = new Idempotency(clock);
  }

  /**
   * A command as it came.
   *
   * @param key names this wish: sent again, it is not done again
   */
  public record Wish(
      OperationSpec operation, ObjectNode arguments, Principal who, Optional<String> key) {}

  /**
   * Does a command.
   *
   * @param stream of the WebSocket it came by
   * @return never fails
   */
  public CompletionStage<Reply> dispatch(Wish wish, Handler<StreamCommand> stream) {
    var operation = wish.operation();
    if (!wish.who().may(operation.scope())) {
      return refused(Problem.forbidden(operation.scope()));
    }
    if (wish.key().filter(it -> it.isEmpty() || it.length() > LONGEST_KEY).isPresent()) {
      return refused(
          Problem.badField("Idempotency-Key", "has to have 1 to " + LONGEST_KEY + " characters"));
    }
    return switch (arguments.bind(operation, wish.arguments())) {
      case Arguments.Binding.Faulty(var faults) -> refused(Problem.badFields(faults));
      case Arguments.Binding.Bound(var command) ->
          operation.isQuery() ? done(wish, command, stream) : noted(wish, command, stream);
    };
  }

  private CompletionStage<Reply> done(Wish wish, Command command, Handler<StreamCommand> stream) {
    return perform(wish, () -> attempt(command, wish.who(), stream), command)
        .exceptionally(failure -> broken(wish.operation(), failure));
  }

  private CompletionStage<Reply> noted(Wish wish, Command command, Handler<StreamCommand> stream) {
    var before = handlers.subject(command);
    return done(wish, command, stream)
        .thenApply(
            reply -> {
              var after = handlers.subject(command);
              audit.done(
                  new Audit.Deed(
                      wish.who(), wish.operation(), wish.arguments(), reply, before, after));
              return reply;
            });
  }

  private CompletionStage<Reply> perform(
      Wish wish, Supplier<CompletionStage<Reply>> action, Command command) {
    return wish.operation().isQuery() || wish.key().isEmpty()
        ? action.get()
        : done.once(wish.who(), wish.key().get(), command, action);
  }

  private CompletionStage<Reply> attempt(
      Command command, Principal who, Handler<StreamCommand> stream) {
    try {
      return handlers.handle(command, who, stream);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private static Reply broken(OperationSpec operation, Throwable failure) {
    log.error("{} failed", operation.name(), failure);
    return Reply.refused(Problem.internal());
  }

  private static CompletionStage<Reply> refused(Problem problem) {
    return CompletableFuture.completedStage(Reply.refused(problem));
  }
}
