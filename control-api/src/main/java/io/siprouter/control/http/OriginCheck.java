package io.siprouter.control.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** Tells requests of our own pages from those that pages of strangers make a browser send. */
final class OriginCheck {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private OriginCheck() {}

  /** Whether a request could change something. */
  static boolean isUnsafe(HttpServerRequest request) {
    return !SAFE.contains(request.method()) || request.headers().contains("Upgrade");
  }

  /** Whether it names an origin other than this server as it was called. */
  static boolean isForeign(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    return origin != null && !origin.equals(own(request));
  }

  /** Whether it says that it comes from a page of ours. */
  static boolean isOwn(HttpServerRequest request) {
    return own(request).equals(request.getHeader("Origin"));
  }

  private static String own(HttpServerRequest request) {
    return request.scheme() + "://" + request.getHeader("Host");
  }
}
