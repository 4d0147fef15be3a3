package io.siprouter.config;

import java.util.Optional;

/** Where calls go that match. A lower priority is looked at first. */
public record Route(
    String id, String name, boolean enabled, int priority, Match match, RouteAction action) {

  public Route {
    name = name.isEmpty() ? id : name;
  }

  /** From provider, from device to provider, from device to devices. */
  public enum CallDirection {
    INBOUND,
    OUTBOUND,
    INTERNAL
  }

  /** Which calls a route takes: everything must fit. */
  public record Match(
      CallDirection direction,
      NumberPattern numberPattern,
      NumberPattern callerPattern,
      Optional<String> sourceProvider,
      Optional<String> sourceDevice,
      Optional<ScheduleMatch> schedule) {}
}
