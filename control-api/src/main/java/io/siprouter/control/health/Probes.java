package io.siprouter.control.health;

import io.siprouter.control.api.Answers;
import io.siprouter.control.api.Principals;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Scope;
import io.siprouter.control.health.Health.Verdict;
import io.siprouter.control.metrics.HttpMetrics;
import io.siprouter.control.metrics.Metrics;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * What machines ask again and again: {@code /healthz}, {@code /readyz}, {@code /metrics}. That it
 * is answered at all shows that the HTTP loop lives. On Vert.x's threads.
 */
public final class Probes {

  public static final String LIVE = "/healthz";
  public static final String READY = "/readyz";
  public static final String METRICS = "/metrics";

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Health health;
  private final Metrics metrics;

  /**
   * @param metrics shown to those that may read, whom the router has to know
   */
  public Probes(Health health, Metrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /** Answers at their paths, and counts all requests, also those that others answer. */
  public void mount(Router router) {
    router.route().order(Integer.MIN_VALUE).handler(new HttpMetrics(metrics));
    router.get(LIVE).handler(this::live);
    router.get(READY).handler(context -> answer(context, health.ready()));
    router.get(METRICS).handler(this::scrape);
  }

  private void live(RoutingContext context) {
    var loop = context.vertx().getOrCreateContext();
    var _ = health.live().thenAccept(verdict -> loop.runOnContext(_ -> answer(context, verdict)));
  }

  private static void answer(RoutingContext context, Verdict verdict) {
    context
        .response()
        .setStatusCode(verdict.ok() ? OK : UNAVAILABLE)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(Json.text(verdict));
  }

  private void scrape(RoutingContext context) {
    if (Principals.find(context).filter(who -> who.may(Scope.READ)).isEmpty()) {
      Answers.send(context, Problem.forbidden(Scope.READ));
      return;
    }
    context.response().putHeader("Content-Type", Metrics.CONTENT_TYPE).end(metrics.scrape());
  }
}
