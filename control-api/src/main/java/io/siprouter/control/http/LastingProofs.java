package io.siprouter.control.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Ends WebSockets of those who are no longer let in: logged out, removed, or with another password
 * or a revoked token. On Vert.x's threads.
 */
final class LastingProofs {

  static final Duration LOOK = Duration.ofSeconds(2);

  private final Map<HttpConnection, BooleanSupplier> proofs = new ConcurrentHashMap<>();

  LastingProofs(Vertx vertx) {
    vertx.setPeriodic(LOOK.toMillis(), _ -> look());
  }

  /** A connection becomes a WebSocket for as long as that holds. */
  void watch(HttpConnection connection, BooleanSupplier proof) {
    proofs.put(connection, proof);
  }

  /** A connection is over. */
  void forget(HttpConnection connection) {
    proofs.remove(connection);
  }

  private void look() {
    proofs.forEach(
        (connection, proof) -> {
          if (!proof.getAsBoolean()) {
            proofs.remove(connection);
            connection.close();
          }
        });
  }
}
