package io.siprouter.control.api;

import io.siprouter.control.command.Json;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.document.AsyncApiDocument;
import io.siprouter.control.document.OpenApiDocument;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the router of the interface. Any thread. */
public final class ApiRouter {

  /** The longest body that is read [bytes]. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(ApiRouter.class);

  private ApiRouter() {}

  /**
   * Everything below {@link Api#BASE}, for those that the caller's own handlers have let in.
   *
   * @param router whose handlers so far have put a principal into each request, or answered it
   */
  public static void mount(Router router, ApiParts parts) {
    answerFailures(router);
    router
        .route(Api.SEED_BASE + "/*")
        .handler(
            BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setHandleFileUploads(false));
    documents(router, parts);
    new StreamUpgrade(parts.streams()).mount(router);
    new RestRouter(parts).mount(router);
  }

  private static void documents(Router router, ApiParts parts) {
    var version = parts.feed().run().version();
    var openApi = Json.text(OpenApiDocument.of(parts.catalogue(), version, Api.BASE));
    var asyncApi = Json.text(AsyncApiDocument.of(parts.catalogue(), version, Api.BASE + "/ws"));
    serve(router, "/openapi.json", openApi);
    serve(router, "/asyncapi.json", asyncApi);
  }

  private static void serve(Router router, String path, String json) {
    router
        .get(Api.BASE + path)
        .handler(
            context -> {
              var _ = context.response().putHeader("Content-Type", "application/json").end(json);
            });
  }

  private static void answerFailures(Router router) {
    // With 200 Vert.x fails a body that cannot be decoded.
    router.errorHandler(200, it -> Answers.send(it, Problem.unreadable("the body breaks off")));
    router.errorHandler(400, it -> Answers.send(it, Problem.unreadable("that cannot be read")));
    router.errorHandler(404, it -> Answers.send(it, Problem.notFound("there is no such path")));
    router.errorHandler(
        405, it -> Answers.send(it, Problem.wrongMethod("that cannot be done with this path")));
    router.errorHandler(
        413,
        it ->
            Answers.send(
                it, Problem.tooLarge("more than %d bytes are not read".formatted(MAX_BODY_BYTES))));
    router.errorHandler(500, ApiRouter::broken);
  }

  private static void broken(RoutingContext context) {
    log.error("a request of the control interface failed", context.failure());
    Answers.send(context, Problem.internal());
  }

  /** Lets in everybody who could open the socket in the state folder. */
  static Router local(Vertx vertx, ApiParts parts) {
    var router = Router.router(vertx);
    router
        .route()
        .handler(
            context -> {
              Principals.put(context, Principal.LOCAL);
              context.next();
            });
    mount(router, parts);
    return router;
  }
}
