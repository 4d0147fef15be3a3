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

  static MediaSpan first(Instant at, String codec) {
    return new MediaSpan(at, at, codec, Counted.NONE, Counted.NONE);
  }

  MediaSpan until(Instant later, LegQuality quality) {
    return new MediaSpan(start, later, codec, before, Counted.of(quality));
  }

  MediaSpan followedBy(Instant at, String another) {
    return new MediaSpan(at, at, another, counted, counted);
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
