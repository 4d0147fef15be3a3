package io.siprouter.config.route;

import java.time.Instant;

/** A call that could be made, told as its peer tells it. */
public sealed interface RouteQuestion {
  /** The number that is called, as it is written by who calls it. */
  String called();

  /** When it begins. */
  Instant at();

  /** A device of ours dials. */
  record FromDevice(String deviceId, String called, Instant at) implements RouteQuestion {}

  /**
   * A provider calls.
   *
   * @param caller the number as the provider writes it; empty when withheld
   */
  record FromProvider(String providerId, String called, String caller, Instant at)
      implements RouteQuestion {}
}
