package io.siprouter.control.api;

import io.siprouter.control.command.Json;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;

/** Writes replies as HTTP responses. On the request's context. */
public final class Answers {

  /** Under which the context of a request knows the code of its refusal. */
  public static final String REFUSAL = "refusal";

  private static final String JSON = "application/json";

  private Answers() {}

  static void send(RoutingContext context, Reply reply) {
    var response = context.response();
    if (response.closed() || response.ended()) {
      return;
    }
    switch (reply) {
      case Reply.Found(var value) -> json(response, value);
      case Reply.Tagged(var value, var etag) -> json(response.putHeader("ETag", etag), value);
      case Reply.Made(var path, var value) ->
          json(response.setStatusCode(201).putHeader("Location", Api.BASE + path), value);
      case Reply.Done _ -> response.setStatusCode(204).end();
      case Reply.File(var type, var name, var content) -> {
        name.ifPresent(it -> attach(response, it));
        var _ = response.putHeader("Content-Type", type).end(buffer(content));
      }
      case Reply.Parts(var type, var name, var first) -> {
        attach(response.putHeader("Content-Type", type).setChunked(true), name);
        new PartsPump(context).send(first);
      }
      case Reply.Refused(var problem) -> send(context, problem);
    }
  }

  private static void json(HttpServerResponse response, Object value) {
    var _ = response.putHeader("Content-Type", JSON).end(Json.text(value));
  }

  private static void attach(HttpServerResponse response, String name) {
    response.putHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  static Buffer buffer(ByteBuffer content) {
    var bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return Buffer.buffer(bytes);
  }

  /** Refuses a request. */
  public static void send(RoutingContext context, Problem problem) {
    context.put(REFUSAL, problem.code());
    var response = context.response().setStatusCode(problem.status());
    problem.retryAfter().ifPresent(it -> response.putHeader("Retry-After", it.toString()));
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"siprouter\"");
    }
    var _ = response.putHeader("Content-Type", "application/problem+json").end(Json.text(problem));
  }
}
