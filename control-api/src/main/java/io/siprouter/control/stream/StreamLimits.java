package io.siprouter.control.stream;

import java.time.Duration;

/**
 * What one WebSocket may take.
 *
 * @param waiting how many messages may wait for it
 * @param commands how many commands may be under way at once
 * @param stall how long nothing may get through to it before it is closed
 * @param ping how often it has to show that it is alive
 */
public record StreamLimits(int waiting, int commands, Duration stall, Duration ping) {

  public static StreamLimits usual() {
    return new StreamLimits(2_000, 32, Duration.ofSeconds(30), Duration.ofSeconds(20));
  }
}
