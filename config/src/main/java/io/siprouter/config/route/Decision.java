package io.siprouter.config.route;

import java.util.Optional;

/**
 * Why a call goes where it goes.
 *
 * @param routeId the route that decided; empty when none was needed or none matched
 * @param reason for people, one sentence without full stop
 */
public record Decision(Optional<String> routeId, String reason) {
  static Decision byRoute(String routeId, String reason) {
    return new Decision(Optional.of(routeId), reason);
  }

  static Decision withoutRoute(String reason) {
    return new Decision(Optional.empty(), reason);
  }
}
