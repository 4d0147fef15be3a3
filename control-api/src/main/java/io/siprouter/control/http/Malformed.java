package io.siprouter.control.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Problem;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is no HTTP, and ends its connection. */
final class Malformed {

  private Malformed() {}

  static void answer(HttpServerRequest request) {
    var problem =
        switch (request.decoderResult().cause()) {
          case TooLongHttpLineException _ -> Problem.longAddress();
          case TooLongHttpHeaderException _ -> Problem.longHeaders();
          case null, default -> Problem.unreadable("that is not HTTP/1.1");
        };
    var _ =
        request
            .response()
            .setStatusCode(problem.status())
            .putHeader("Content-Type", "application/problem+json")
            .putHeader("Connection", "close")
            .end(Json.text(problem))
            .eventually(() -> request.connection().close());
  }
}
