package io.siprouter.control.http;

import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/** What browsers are told about every answer. Any thread. */
final class SecurityHeaders {

  private static final String POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";
  private static final String A_YEAR = "max-age=31536000";

  private final BooleanSupplier hasConfiguredCertificate;

  /**
   * @param hasConfiguredCertificate whether browsers trust the certificate without anybody's doing;
   *     only then are they told to insist
   */
  SecurityHeaders(BooleanSupplier hasConfiguredCertificate) {
    this.hasConfiguredCertificate = hasConfiguredCertificate;
  }

  void add(RoutingContext context) {
    var headers = context.response().headers();
    headers
        .set("Content-Security-Policy", POLICY)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("Cache-Control", "no-store");
    if (context.request().isSSL() && hasConfiguredCertificate.getAsBoolean()) {
      headers.set("Strict-Transport-Security", A_YEAR);
    }
    context.next();
  }
}
