package io.siprouter.control.api;

import io.siprouter.core.guard.Ban;
import io.siprouter.core.guard.Guard;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/bans}: who is not heard, and how to hear them again. */
final class BansApi {

  private record Bans(List<Item> items) {}

  private record Item(String source, int failures, String until) {
    static Item of(Ban ban) {
      return new Item(ban.source(), ban.failures(), ban.until().toString());
    }
  }

  private final Guard guard;

  BansApi(Guard guard) {
    this.guard = guard;
  }

  void mount(Router router) {
    router.get("/api/v1/bans").handler(this::list);
    router.delete("/api/v1/bans/:address").handler(this::lift);
  }

  private void list(RoutingContext context) {
    Json.answer(context, new Bans(guard.bans().stream().map(Item::of).toList()));
  }

  private void lift(RoutingContext context) {
    Optional.ofNullable(context.pathParam("address"))
        .flatMap(BansApi::parse)
        .ifPresentOrElse(
            address -> lift(context, address),
            () -> Problem.badField("that is not an IP address").answer(context));
  }

  private void lift(RoutingContext context, InetAddress address) {
    if (guard.unban(address)) {
      context.response().setStatusCode(204).end();
    } else {
      Problem.notFound(address.getHostAddress() + " is not banned").answer(context);
    }
  }

  private static Optional<InetAddress> parse(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
