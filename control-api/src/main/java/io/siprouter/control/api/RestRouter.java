package io.siprouter.control.api;

import io.siprouter.control.command.Dispatcher;
import io.siprouter.control.command.Handler;
import io.siprouter.control.command.OperationSpec;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.siprouter.control.command.StreamCommand;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The commands as HTTP. On the context of each request. */
final class RestRouter {

  private static final Handler<StreamCommand> NO_STREAM =
      (_, _) ->
          CompletableFuture.completedStage(
              Reply.refused(Problem.notFound("this is for a WebSocket")));

  private final ApiParts parts;
  private final RequestArguments arguments;

  RestRouter(ApiParts parts) {
    this.parts = parts;
    this.arguments = new RequestArguments(parts.arguments());
  }

  void mount(Router router) {
    parts.catalogue().operations().stream()
        .filter(OperationSpec::isRest)
        .forEach(operation -> mount(router, operation));
  }

  private void mount(Router router, OperationSpec operation) {
    var method = HttpMethod.valueOf(operation.verb().name());
    for (var path : operation.paths()) {
      router.route(method, Api.BASE + vertxPath(path)).handler(it -> perform(operation, it));
    }
    if (operation.paths().contains(Api.SEED_CALL)) {
      router.route(method, Api.SEED_BASE + Api.SEED_CALL).handler(it -> perform(operation, it));
    }
  }

  /** {@code /calls/{id}} is {@code /calls/:id} for Vert.x. */
  static String vertxPath(String path) {
    return path.replaceAll("\\{(\\w+)}", ":$1");
  }

  private void perform(OperationSpec operation, RoutingContext context) {
    switch (arguments.gather(operation, context)) {
      case RequestArguments.Gathered.Wrong(var problem) -> Answers.send(context, problem);
      case RequestArguments.Gathered.All(var all) -> {
        var key = Optional.ofNullable(context.request().getHeader("Idempotency-Key"));
        var wish = new Dispatcher.Wish(operation, all, Principals.of(context), key);
        parts
            .dispatcher()
            .dispatch(wish, NO_STREAM)
            .thenAccept(reply -> context.vertx().runOnContext(_ -> Answers.send(context, reply)));
      }
    }
  }
}
