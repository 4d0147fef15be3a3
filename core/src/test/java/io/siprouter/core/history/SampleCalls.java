package io.siprouter.core.history;

import io.siprouter.core.history.CallRecord.LegRecord;
import io.siprouter.core.history.CallRecord.Quality;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Calls that were never made. */
final class SampleCalls {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private SampleCalls() {}

  /** A call of device 101 that a mobile phone answered, as many seconds after noon. */
  static CallRecord answered(String id, long second) {
    var begin = NOON.plusSeconds(second);
    return new CallRecord(
        id,
        "outbound",
        "device",
        "kitchen",
        "101",
        "Kitchen",
        "015112345",
        "+4915112345",
        Optional.of("mobile"),
        "015112345 leaves through north as +4915112345",
        false,
        begin,
        Optional.of(begin.plusMillis(150)),
        Optional.of(begin.plusSeconds(3)),
        begin.plusSeconds(63),
        60,
        "caller_hangup",
        0,
        List.of(
            leg(
                "1",
                "SIP_DEVICE",
                "101",
                "kitchen",
                begin,
                Optional.of(Quality.of("PCMA", 3_000, 2_990, 10, 1.5, 40))),
            leg(
                "2",
                "SIP_PROVIDER",
                "+4915112345",
                "north",
                begin.plusMillis(20),
                Optional.empty())));
  }

  private static LegRecord leg(
      String id, String kind, String remote, String account, Instant at, Optional<Quality> fared) {
    return new LegRecord(
        id,
        kind,
        remote,
        account,
        id.equals("1") ? "inbound" : "outbound",
        at,
        Optional.of(at.plusMillis(100)),
        Optional.of(at.plusSeconds(3)),
        at.plusSeconds(63),
        "caller_hangup",
        0,
        fared);
  }

  /** A call of a provider that nobody answered. */
  static CallRecord missed(String id, long second, String from, String to) {
    var begin = NOON.plusSeconds(second);
    return new CallRecord(
        id,
        "inbound",
        "provider",
        "south",
        from,
        "",
        to,
        to,
        Optional.empty(),
        "no inbound route for " + to + " from provider south",
        false,
        begin,
        Optional.empty(),
        Optional.empty(),
        begin.plusMillis(5),
        0,
        "not_found",
        404,
        List.of());
  }

  /** A call that a program made on behalf of the kitchen and nobody answered. */
  static CallRecord commanded(String id, long second, String to) {
    var begin = NOON.plusSeconds(second);
    return new CallRecord(
        id,
        "internal",
        "command",
        "kitchen",
        "101",
        "Kitchen",
        to,
        to,
        Optional.empty(),
        "102 is the extension of cellar",
        false,
        begin,
        Optional.empty(),
        Optional.empty(),
        begin.plusMillis(5),
        0,
        "no_answer",
        480,
        List.of());
  }
}
