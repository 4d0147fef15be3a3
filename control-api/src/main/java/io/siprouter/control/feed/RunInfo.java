package io.siprouter.control.feed;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Which run of which daemon this is.
 *
 * @param bootId differs with each run
 */
public record RunInfo(String version, String bootId, Instant startedAt) {

  /** A run that begins now. */
  public static RunInfo beginning(String version, InstantSource clock) {
    return new RunInfo(version, UUID.randomUUID().toString(), clock.instant());
  }
}
