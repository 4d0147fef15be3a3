package io.siprouter.control.http;

import io.siprouter.control.api.Answers;
import io.siprouter.control.api.Api;
import io.siprouter.control.api.BodyText;
import io.siprouter.control.api.Principals;
import io.siprouter.control.audit.Audit;
import io.siprouter.control.audit.AuditEntry;
import io.siprouter.control.auth.Access;
import io.siprouter.control.auth.LoginOutcome;
import io.siprouter.control.command.Json;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Scope;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Logs people in and out, and makes the first user. On the context of each request. */
final class LoginRoutes {

  static final String LOGIN = Api.BASE + "/login";
  static final String SETUP = Api.BASE + "/setup";
  private static final String LOGOUT = Api.BASE + "/logout";
  private static final String SESSION = Api.BASE + "/session";

  private static final Logger log = LoggerFactory.getLogger(LoginRoutes.class);
  private static final int MAX_BODY_BYTES = 4 << 10;

  private final Access access;
  private final Audit audit;
  private final InstantSource clock;

  /**
   * Who is logged in.
   *
   * @param scopes all that they may do
   */
  private record SessionView(String name, List<String> scopes) {
    static SessionView of(Principal who) {
      return new SessionView(
          who.name(), who.scopes().stream().sorted().map(Scope::wireName).toList());
    }
  }

  LoginRoutes(Access access, Audit audit, InstantSource clock) {
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  void mount(Router router) {
    for (var path : List.of(LOGIN, SETUP, LOGOUT)) {
      router
          .post(path)
          .handler(
              BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES).setHandleFileUploads(false));
    }
    router.post(LOGIN).handler(context -> read(context, Set.of("name", "password"), this::login));
    router
        .post(SETUP)
        .handler(context -> read(context, Set.of("secret", "name", "password"), this::setUp));
    router.post(LOGOUT).handler(this::logout);
    router.get(SESSION).handler(this::session);
  }

  @FunctionalInterface
  private interface Step {
    void take(RoutingContext context, ObjectNode body);
  }

  private static void read(RoutingContext context, Set<String> fields, Step step) {
    var type = Optional.ofNullable(context.request().getHeader("Content-Type")).orElse("");
    if (!type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
      Answers.send(context, Problem.unsupported("application/json is needed"));
      return;
    }
    object(context)
        .ifPresentOrElse(
            body ->
                fault(body, fields)
                    .ifPresentOrElse(
                        problem -> Answers.send(context, problem), () -> step.take(context, body)),
            () -> Answers.send(context, Problem.unreadable("a JSON object is needed")));
  }

  private static Optional<ObjectNode> object(RoutingContext context) {
    try {
      return Optional.of(BodyText.of(context))
          .map(Json::read)
          .filter(ObjectNode.class::isInstance)
          .map(ObjectNode.class::cast);
    } catch (CharacterCodingException | JacksonException _) {
      return Optional.empty();
    }
  }

  private static Optional<Problem> fault(ObjectNode body, Set<String> fields) {
    var unknown =
        body.propertyNames().stream()
            .filter(name -> !fields.contains(name))
            .map(name -> Problem.badField(name, "is not a known field"));
    var missing =
        fields.stream()
            .filter(name -> !body.path(name).isString())
            .sorted()
            .map(name -> Problem.badField(name, "has to be a text"));
    return Stream.concat(unknown, missing).findFirst();
  }

  private void login(RoutingContext context, ObjectNode body) {
    var name = body.path("name").asString();
    var outcome = access.login(name, body.path("password").asString(), source(context));
    answer(context, "login", name, outcome);
  }

  private void setUp(RoutingContext context, ObjectNode body) {
    var name = body.path("name").asString();
    var outcome =
        access.setUp(
            body.path("secret").asString(),
            name,
            body.path("password").asString(),
            source(context));
    answer(context, "setup", name, outcome);
  }

  private static InetAddress source(RoutingContext context) {
    var host = context.request().remoteAddress().hostAddress();
    return host == null ? InetAddress.getLoopbackAddress() : InetAddress.ofLiteral(host);
  }

  private void answer(
      RoutingContext context, String command, String name, CompletionStage<LoginOutcome> outcome) {
    Future.fromCompletionStage(outcome, context.vertx().getOrCreateContext())
        .onSuccess(
            result -> {
              note(context, command, name, code(result));
              answer(context, result);
            })
        .onFailure(
            failure -> {
              log.error("a login failed", failure);
              Answers.send(context, Problem.internal());
            });
  }

  private static String code(LoginOutcome outcome) {
    return switch (outcome) {
      case LoginOutcome.Welcome _ -> "ok";
      case LoginOutcome.Wrong _ -> "unauthorized";
      case LoginOutcome.Unfit _ -> "bad_field";
      case LoginOutcome.TooMany _ -> "too_many";
    };
  }

  private static void answer(RoutingContext context, LoginOutcome outcome) {
    switch (outcome) {
      case LoginOutcome.Welcome(var cookie, var who) -> {
        SessionCookie.set(context, cookie);
        json(context, SessionView.of(who));
      }
      case LoginOutcome.Wrong _ ->
          Answers.send(
              context,
              Problem.unauthorized(
                  Paths.of(context).equals(SETUP)
                      ? "this link is not right, or was used already"
                      : "name or password is wrong"));
      case LoginOutcome.Unfit(var field, var why) ->
          Answers.send(context, Problem.badField(field, why));
      case LoginOutcome.TooMany(var wait) ->
          Answers.send(context, Problem.tooMany("that was tried too often", seconds(wait)));
    }
  }

  private static int seconds(Duration wait) {
    return Math.toIntExact(Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  private void logout(RoutingContext context) {
    SessionCookie.of(context).ifPresent(access::logout);
    SessionCookie.clear(context);
    note(context, "logout", Principals.find(context).map(Principal::name).orElse(""), "ok");
    context.response().setStatusCode(204).end();
  }

  private void session(RoutingContext context) {
    Principals.find(context).ifPresent(who -> json(context, SessionView.of(who)));
  }

  private static void json(RoutingContext context, SessionView view) {
    context.response().putHeader("Content-Type", "application/json").end(Json.text(view));
  }

  private void note(RoutingContext context, String command, String name, String outcome) {
    var from = source(context).getHostAddress();
    audit.record(
        new AuditEntry(
            clock.instant(),
            name,
            from,
            command,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            outcome));
  }
}
