package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Device;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.RouteCommand;
import io.siprouter.control.command.RouteCommand.Explain;
import io.siprouter.core.Engine;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Explains where calls go. */
public final class RouteHandler implements Handler<RouteCommand> {

  private final Engine engine;

  public RouteHandler(Engine engine) {
    this.engine = engine;
  }

  @Override
  public CompletionStage<Reply> handle(RouteCommand command, Principal who) {
    return completedStage(
        switch (command) {
          case Explain explain -> explain(explain);
        });
  }

  private Reply explain(Explain wish) {
    if (wish.from().isPresent() && wish.provider().isPresent()) {
      return Reply.refused(Problem.badField("from", "and provider exclude each other"));
    }
    return wish.provider().map(id -> fromProvider(id, wish)).orElseGet(() -> fromDevice(wish));
  }

  private Reply fromProvider(String id, Explain wish) {
    return engine.config().provider(id).isPresent()
        ? explain(
            new RouteQuestion.FromProvider(
                id, to(wish), wish.caller().map(Numbers::typed).orElse("")))
        : Reply.refused(Problem.badField("provider", "is \"" + id + "\", which there is none"));
  }

  private Reply fromDevice(Explain wish) {
    var config = engine.config();
    return device(config, wish.from())
        .map(device -> explain(new RouteQuestion.FromDevice(device.id(), to(wish))))
        .orElseGet(() -> Reply.refused(Problem.badField("from", "names no device")));
  }

  private static Optional<Device> device(AppConfig config, Optional<String> name) {
    return config.devices().stream()
        .filter(
            device ->
                name.map(it -> it.equals(device.id()) || it.equals(device.extension()))
                    .orElse(true))
        .findFirst();
  }

  private static String to(Explain wish) {
    return Numbers.typed(wish.to());
  }

  private Reply explain(RouteQuestion question) {
    return Reply.found(engine.calls().explain(question));
  }
}
