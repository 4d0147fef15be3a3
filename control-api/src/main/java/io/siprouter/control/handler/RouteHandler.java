package io.siprouter.control.handler;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.siprouter.config.Device;
import io.siprouter.config.route.RouteQuestion;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.Rfc3339;
import io.siprouter.control.command.RouteCommand;
import io.siprouter.control.command.RouteCommand.Explain;
import io.siprouter.core.Engine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Explains where calls go. */
public final class RouteHandler implements Handler<RouteCommand> {

  private final Engine engine;
  private final InstantSource clock;

  public RouteHandler(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
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
    return wish.at()
        .map(Rfc3339::parse)
        .orElseGet(() -> Optional.of(clock.instant()))
        .map(at -> explain(wish, at))
        .orElseGet(() -> Reply.refused(Problem.badField("at", Rfc3339.FAULT)));
  }

  private Reply explain(Explain wish, Instant at) {
    return wish.provider()
        .map(id -> fromProvider(id, wish, at))
        .orElseGet(() -> fromDevice(wish, at));
  }

  private Reply fromProvider(String id, Explain wish, Instant at) {
    return engine.config().provider(id).isPresent()
        ? explain(
            new RouteQuestion.FromProvider(
                id, to(wish), wish.caller().map(Numbers::typed).orElse(""), at))
        : Reply.refused(Problem.badField("provider", "is \"" + id + "\", which there is none"));
  }

  private Reply fromDevice(Explain wish, Instant at) {
    return device(wish.from())
        .map(device -> explain(new RouteQuestion.FromDevice(device.id(), to(wish), at)))
        .orElseGet(() -> Reply.refused(Problem.badField("from", "names no device")));
  }

  private Optional<Device> device(Optional<String> name) {
    var config = engine.config();
    return name.map(config::deviceNamed).orElseGet(() -> config.devices().stream().findFirst());
  }

  private static String to(Explain wish) {
    return Numbers.typed(wish.to());
  }

  private Reply explain(RouteQuestion question) {
    return Reply.found(engine.calls().explain(question));
  }
}
