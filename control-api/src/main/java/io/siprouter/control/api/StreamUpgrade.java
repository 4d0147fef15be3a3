package io.siprouter.control.api;

import io.siprouter.control.command.Problem;
import io.siprouter.control.stream.Streams;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes WebSockets of requests that ask for one. On the context of each request. */
final class StreamUpgrade {

  private final Streams streams;

  StreamUpgrade(Streams streams) {
    this.streams = streams;
  }

  void mount(Router router) {
    router.get(Api.BASE + "/ws").handler(this::upgrade);
  }

  private void upgrade(RoutingContext context) {
    var request = context.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      Answers.send(context, Problem.unreadable("this is for a WebSocket"));
    } else if (!asksForOurs(request.getHeader("Sec-WebSocket-Protocol"))) {
      Answers.send(
          context, Problem.unreadable("the subprotocol " + Streams.PROTOCOL + " is needed"));
    } else if (!streams.hasRoom()) {
      Answers.send(context, Problem.unavailable("busy", "too many WebSockets are open", 30));
    } else {
      var who = Principals.of(context);
      var here = context.vertx().getOrCreateContext();
      var _ = request.toWebSocket().onSuccess(socket -> streams.open(socket, who, here));
    }
  }

  private static boolean asksForOurs(@Nullable String protocols) {
    return Arrays.stream(Optional.ofNullable(protocols).orElse("").split(","))
        .anyMatch(it -> it.strip().equals(Streams.PROTOCOL));
  }
}
