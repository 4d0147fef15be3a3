package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.siprouter.control.api.Answers;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Counts requests and what they took; mounted before every other handler. Labels are the route as
 * it is declared, never the path as it was asked for. On Vert.x's threads.
 */
public final class HttpMetrics implements Handler<RoutingContext> {

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final MeterRegistry registry;

  public HttpMetrics(Metrics metrics) {
    this.registry = metrics.registry();
  }

  @Override
  public void handle(RoutingContext context) {
    long beginNanos = System.nanoTime();
    context.addEndHandler(_ -> count(context, System.nanoTime() - beginNanos));
    context.next();
  }

  private void count(RoutingContext context, long tookNanos) {
    String refusal = context.get(Answers.REFUSAL);
    if (refusal != null) {
      Counter.builder("siprouter.http.refusals")
          .description("Requests of the control interface that were refused, by the code told")
          .tag("code", refusal)
          .register(registry)
          .increment();
    }
    var method = context.request().method().name();
    Timer.builder("siprouter.http.requests")
        .description("Requests of the control interface")
        .tag("method", METHODS.contains(method) ? method : "other")
        .tag("route", route(context))
        .tag("status", Integer.toString(context.response().getStatusCode()))
        .register(registry)
        .record(tookNanos, TimeUnit.NANOSECONDS);
  }

  private static String route(RoutingContext context) {
    return Optional.ofNullable(context.currentRoute())
        .flatMap(route -> Optional.ofNullable(route.getPath()))
        .filter(_ -> context.response().getStatusCode() != 404)
        .orElse("none");
  }
}
