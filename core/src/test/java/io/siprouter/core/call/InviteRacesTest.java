package io.siprouter.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The races of INVITE: every seed is an order of what callers, callees, commands and the clock do,
 * and must end with one outcome, every dialog ended as its rules want, one final answer for the
 * caller and no port taken. A failure tells its seed and what happened; {@code -Dsiprouter.seed=17}
 * plays that seed alone.
 */
class InviteRacesTest {

  private static final int SEEDS = 200;
  private static final int SEEDS_WITH_DRAIN = 10;

  private static final String CONFIG =
      """
      {
        "server": {"rtpPorts": {"min": 22100, "max": 22199}},
        "media": {"codecs": ["PCMU", "G722"]},
        "providers": [
          {"id": "one", "domain": "127.0.0.2:5060", "username": "u1", "password": "p",
           "maxCalls": 1},
          {"id": "two", "domain": "127.0.0.3:5060", "username": "u2", "password": "p"}
        ],
        "devices": [
          {"id": "alice", "extension": "101", "username": "101", "password": "alice-secret"},
          {"id": "bob", "extension": "102", "username": "102", "password": "bob-secret"},
          {"id": "carol", "extension": "103", "username": "103", "password": "carol-secret"}
        ],
        "routes": [
          {"id": "out", "match": {"direction": "outbound", "numberPattern": "8*"},
           "action": {"provider": "one", "failoverProviders": ["two"]}},
          {"id": "house", "match": {"direction": "internal", "numberPattern": "100"},
           "action": {"devices": ["bob", "carol"], "noAnswerTimeoutSec": 20}}
        ]
      }
      """;

  @Test
  void everyOrderOfEventsEndsWithOneOutcomeAndNothingLeftOver() {
    try (var hub = hub()) {
      seeds(SEEDS).forEach(seed -> assertThat(Race.run(hub, seed, false)).isEmpty());
      hub.awaitPortsBack();
    }
  }

  @Test
  void drainInTheMiddleEndsEverythingAsWell() {
    seeds(SEEDS_WITH_DRAIN)
        .forEach(
            seed -> {
              try (var hub = hub()) {
                assertThat(Race.run(hub, seed, true)).isEmpty();
                hub.awaitPortsBack();
              }
            });
  }

  private static IntStream seeds(int count) {
    var only = Integer.getInteger("siprouter.seed");
    return only == null ? IntStream.range(0, count) : IntStream.of(only);
  }

  private static SteppedHub hub() {
    var hub = new SteppedHub(CONFIG);
    hub.registers("alice", 1);
    hub.registers("bob", 2);
    hub.registers("carol", 1);
    return hub;
  }
}
