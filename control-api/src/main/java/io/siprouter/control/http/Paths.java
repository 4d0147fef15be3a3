package io.siprouter.control.http;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The path of a request as it came, neither decoded nor simplified. */
final class Paths {

  private Paths() {}

  static String of(RoutingContext context) {
    return Optional.ofNullable(context.request().path()).orElse("");
  }
}
