package io.siprouter.control.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Closes connections that do not get on with it: a request has to begin and to be complete in time.
 * What the server itself takes its time for is not counted. On the context of each connection.
 */
final class Patience {

  /** Until the headers of the first request are there. */
  static final Duration FIRST = Duration.ofSeconds(10);

  /** Until a body is there. */
  static final Duration BODY = Duration.ofSeconds(30);

  /** Until the headers of a further request are there. */
  static final Duration NEXT = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final LastingProofs proofs;
  private final Map<HttpConnection, AtomicLong> begun = new ConcurrentHashMap<>();

  Patience(Vertx vertx, LastingProofs proofs) {
    this.proofs = proofs;
    this.vertx = vertx;
  }

  void opened(HttpConnection connection) {
    begun.put(connection, new AtomicLong());
    connection.closeHandler(
        _ -> {
          begun.remove(connection);
          proofs.forget(connection);
        });
    expectMore(connection, 0, FIRST);
  }

  private void expectMore(HttpConnection connection, long soFar, Duration time) {
    vertx.setTimer(
        time.toMillis(),
        _ -> {
          var requests = begun.get(connection);
          if (requests != null && requests.get() == soFar) {
            connection.close();
          }
        });
  }

  void begins(RoutingContext context) {
    var request = context.request();
    var connection = request.connection();
    var requests = begun.get(connection);
    if (requests != null) {
      long number = requests.incrementAndGet();
      context.addEndHandler(_ -> expectMore(connection, number, NEXT));
    }
    if (!request.isEnded()) {
      expectBody(context);
    }
    context.next();
  }

  private void expectBody(RoutingContext context) {
    vertx.setTimer(
        BODY.toMillis(),
        _ -> {
          if (!context.request().isEnded()) {
            context.request().connection().close();
          }
        });
  }
}
