package io.siprouter.control.http;

import io.siprouter.control.api.Answers;
import io.siprouter.control.command.Problem;
import io.siprouter.control.tls.ServedNames;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Serves nobody who came by a name that is not ours: a page of a stranger whose name suddenly leads
 * here (DNS rebinding) is refused. An address is nobody's name, and taken. Any thread.
 */
final class KnownHosts {

  private final Predicate<String> isOurName;

  /**
   * @param isOurName asked in lower case
   */
  KnownHosts(Predicate<String> isOurName) {
    this.isOurName = isOurName;
  }

  void check(RoutingContext context) {
    var authority = context.request().authority();
    if (authority == null || context.request().headers().getAll("Host").size() > 1) {
      Answers.send(context, Problem.unreadable("one Host header is needed"));
    } else if (isOurs(authority.host())) {
      context.next();
    } else {
      Answers.send(
          context,
          Problem.forbidden("unknown_host", "this server is not called so; see server.http.names"));
    }
  }

  private boolean isOurs(String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return ServedNames.isAddress(bare) || isOurName.test(bare.toLowerCase(Locale.ROOT));
  }
}
