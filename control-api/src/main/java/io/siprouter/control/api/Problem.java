package io.siprouter.control.api;

import io.vertx.ext.web.RoutingContext;

/**
 * Why a request was not served. RFC 9457.
 *
 * @param status of HTTP [400..599]
 * @param code stable, for programs
 * @param detail for people
 */
record Problem(String title, int status, String code, String detail) {

  static Problem badField(String detail) {
    return new Problem("Bad Request", 400, "bad_field", detail);
  }

  static Problem notFound(String detail) {
    return new Problem("Not Found", 404, "not_found", detail);
  }

  static Problem internal() {
    return new Problem("Internal Server Error", 500, "error", "see the log of the daemon");
  }

  void answer(RoutingContext context) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/problem+json")
        .end(Json.text(this));
  }
}
