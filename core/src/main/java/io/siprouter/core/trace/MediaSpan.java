package io.siprouter.core.trace;

import io.siprouter.core.event.ServerEvent.LegQuality;
import java.time.Instant;

/**
 * A time in which a leg's sound had one codec. Immutable.
 *
 * @param before what the leg had counted when it began
 * @param counted what it had at the end
 */
record MediaSpan(Instant start, Instant end, String codec, Counted before, Counted counted) {

  /** Packets since the beginning of the leg, and the last jitter [ms]. */
  record Counted(long packetsRx, long packetsTx, long lost, double jitterMs) {
    private static final Counted NONE = new Counted(0, 0, 0, 0);

    static Counted of(LegQuality quality) {
      return new Counted(
          quality.packetsRx(), quality.packetsTx(), quality.lost(), quality.jitterMs());
    }
  }

  static MediaSpan first(Instant at, LegQuality quality) {
    return new MediaSpan(at, at, quality.codec(), Counted.NONE, Counted.of(quality));
  }

  MediaSpan until(Instant later, LegQuality quality) {
    return new MediaSpan(start, later, codec, before, Counted.of(quality));
  }

  MediaSpan followedBy(Instant at, LegQuality quality) {
    return new MediaSpan(at, at, quality.codec(), counted, Counted.of(quality));
  }

  long packetsRx() {
    return counted.packetsRx() - before.packetsRx();
  }

  long packetsTx() {
    return counted.packetsTx() - before.packetsTx();
  }

  long lost() {
    return counted.lost() - before.lost();
  }

  /** Of the packets that were due [0..100]. */
  double lossPercent() {
    long due = packetsRx() + lost();
    return due <= 0 ? 0 : 100.0 * lost() / due;
  }
}
