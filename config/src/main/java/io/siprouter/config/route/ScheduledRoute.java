package io.siprouter.config.route;

import io.siprouter.config.AppConfig;
import io.siprouter.config.Route;
import io.siprouter.config.schedule.Schedule;
import io.siprouter.config.schedule.ScheduleState;
import java.time.Instant;
import java.util.Optional;

/**
 * A route and the schedule that it names. Immutable.
 *
 * @param schedule empty where the route takes calls at any time
 */
public record ScheduledRoute(Route route, Optional<Schedule> schedule) {

  static ScheduledRoute of(Route route, AppConfig config) {
    return new ScheduledRoute(
        route,
        route.match().schedule().map(times -> config.schedule(times.schedule()).orElseThrow()));
  }

  /** Whether the route takes calls at a moment. */
  boolean isFor(Instant moment) {
    return schedule.map(it -> it.isOpen(moment) == wantsOpen()).orElse(true);
  }

  private boolean wantsOpen() {
    return route.match().schedule().map(times -> times.open()).orElse(true);
  }

  /** What its schedule is at a moment, and until when. */
  Optional<ScheduleState> state(Instant moment) {
    return schedule.map(it -> it.at(moment));
  }
}
