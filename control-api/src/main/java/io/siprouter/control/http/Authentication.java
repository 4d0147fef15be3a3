package io.siprouter.control.http;

import io.siprouter.control.api.Answers;
import io.siprouter.control.api.Principals;
import io.siprouter.control.auth.Access;
import io.siprouter.control.command.Principal;
import io.siprouter.control.command.Problem;
import io.siprouter.control.command.Scope;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Puts into each request who sent it, or refuses it: a token in the Authorization header goes
 * before a cookie, and nothing in the query is ever proof. On the context of each request.
 */
final class Authentication {

  private static final String BEARER = "bearer ";
  private static final Set<String> CREDENTIALS =
      Set.of("access_token", "token", "password", "authorization", "session");

  private final Access access;
  private final Predicate<RoutingContext> isPublic;
  private final LastingProofs proofs;

  /**
   * @param isPublic what strangers may see
   */
  Authentication(Access access, Predicate<RoutingContext> isPublic, LastingProofs proofs) {
    this.proofs = proofs;
    this.access = access;
    this.isPublic = isPublic;
  }

  void check(RoutingContext context) {
    refusal(context)
        .ifPresentOrElse(problem -> Answers.send(context, problem), () -> identify(context));
  }

  private static Optional<Problem> refusal(RoutingContext context) {
    var request = context.request();
    if (OriginCheck.isUnsafe(request) && OriginCheck.isForeign(request)) {
      return Optional.of(wrongOrigin());
    }
    return context.queryParams().names().stream()
        .filter(CREDENTIALS::contains)
        .findFirst()
        .map(name -> Problem.badField(name, "must not stand in the address, which others see"));
  }

  private static Problem wrongOrigin() {
    return Problem.forbidden("wrong_origin", "the Origin header has to name this server");
  }

  private void identify(RoutingContext context) {
    var header = context.request().getHeader("Authorization");
    if (header != null) {
      letIn(context, () -> bearer(header), "that token is not known");
    } else if (SessionCookie.of(context).isPresent() && needsProofOfOrigin(context)) {
      Answers.send(context, wrongOrigin());
    } else {
      var cookie = SessionCookie.of(context);
      letIn(
          context,
          () -> cookie.flatMap(access::session).or(() -> metricsReader(context)),
          "log in, or send a token");
    }
  }

  private Optional<Principal> bearer(String header) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? access.bearer(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /** A browser adds the cookie whoever made it send the request. */
  private boolean needsProofOfOrigin(RoutingContext context) {
    return OriginCheck.isUnsafe(context.request())
        && !OriginCheck.isOwn(context.request())
        && !isPublic.test(context);
  }

  /** Whoever collects metrics on this machine needs no token. */
  private static Optional<Principal> metricsReader(RoutingContext context) {
    var isLocal = !context.request().isSSL();
    return isLocal && context.normalizedPath().equals("/metrics")
        ? Optional.of(new Principal("loopback", Set.of(Scope.READ)))
        : Optional.empty();
  }

  private void letIn(
      RoutingContext context, Supplier<Optional<Principal>> proof, String otherwise) {
    var who = proof.get();
    who.map(principal -> principal.at(context.request().remoteAddress().hostAddress()))
        .ifPresent(principal -> Principals.put(context, principal));
    var request = context.request();
    if (who.isPresent() && request.headers().contains("Upgrade")) {
      proofs.watch(request.connection(), () -> proof.get().equals(who));
    }
    if (who.isPresent() || isPublic.test(context)) {
      context.next();
    } else {
      Answers.send(context, Problem.unauthorized(otherwise));
    }
  }
}
