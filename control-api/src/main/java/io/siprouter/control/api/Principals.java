package io.siprouter.control.api;

import io.siprouter.control.command.Principal;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who has sent a request: put there by whatever proves it, before any command is looked at. */
public final class Principals {

  private static final String KEY = "principal";

  private Principals() {}

  public static void put(RoutingContext context, Principal who) {
    context.put(KEY, who);
  }

  /** Who it is, if that was proven. */
  public static Optional<Principal> find(RoutingContext context) {
    @Nullable Principal who = context.get(KEY);
    return Optional.ofNullable(who);
  }

  /** Who it is, which was proven. */
  static Principal of(RoutingContext context) {
    return Objects.requireNonNull(find(context).orElse(null), "nobody was let in");
  }
}
