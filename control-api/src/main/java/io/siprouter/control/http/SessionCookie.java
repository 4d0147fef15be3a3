package io.siprouter.control.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * The cookie of a session. Over HTTPS its name has a prefix that lets browsers take it from nobody
 * else; ports do not tell cookies apart, so that plain HTTP needs another name.
 */
final class SessionCookie {

  private static final String NAME = "siprouter";
  private static final String SECURE_NAME = "__Host-" + NAME;

  private SessionCookie() {}

  private static String name(HttpServerRequest request) {
    return request.isSSL() ? SECURE_NAME : NAME;
  }

  static Optional<String> of(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(name(context.request())))
        .map(Cookie::getValue);
  }

  static void set(RoutingContext context, String value) {
    context.response().addCookie(cookie(context, value));
  }

  static void clear(RoutingContext context) {
    context.response().addCookie(cookie(context, "").setMaxAge(0));
  }

  private static Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(name(context.request()), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(context.request().isSSL())
        .setSameSite(CookieSameSite.STRICT);
  }
}
