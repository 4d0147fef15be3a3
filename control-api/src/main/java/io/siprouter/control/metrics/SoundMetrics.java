package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.siprouter.core.event.ServerEvent;
import io.siprouter.core.event.ServerEvent.LegAdded;
import io.siprouter.core.event.ServerEvent.LegQuality;
import io.siprouter.core.event.ServerEvent.LegRemoved;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts legs and their packets, by what calls tell of each leg every few seconds and at its end.
 * Thread of the event bus.
 */
final class SoundMetrics {

  private static final double NANOS_PER_MS = 1e6;
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(40),
    Duration.ofMillis(80),
    Duration.ofMillis(150),
    Duration.ofMillis(300)
  };

  private record Key(String callId, String legId) {}

  private record Told(long rx, long tx, long lost) {
    static final Told NOTHING = new Told(0, 0, 0);
  }

  private final Map<Key, Told> legs = new HashMap<>();
  private final AtomicInteger active = new AtomicInteger();
  private final Counter rx;
  private final Counter tx;
  private final Counter lost;
  private final Timer jitter;
  private final Timer delay;

  SoundMetrics(MeterRegistry registry) {
    Gauge.builder("siprouter.legs.active", active, AtomicInteger::get)
        .description("Parties in calls")
        .register(registry);
    rx = packets(registry, "rx");
    tx = packets(registry, "tx");
    lost =
        Counter.builder("siprouter.rtp.lost.packets")
            .description("RTP packets of peers that never came")
            .register(registry);
    jitter = times(registry, "siprouter.rtp.jitter", "Interarrival jitter of legs");
    delay = times(registry, "siprouter.rtp.playout.delay", "How long jitter buffers hold packets");
  }

  private static Counter packets(MeterRegistry registry, String direction) {
    return Counter.builder("siprouter.rtp.packets")
        .description("RTP packets received from peers and sent to them")
        .tag("direction", direction)
        .register(registry);
  }

  private static Timer times(MeterRegistry registry, String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  void take(ServerEvent event) {
    switch (event) {
      case LegAdded added -> legs.put(new Key(added.callId(), added.legId()), Told.NOTHING);
      case LegRemoved removed -> legs.remove(new Key(removed.callId(), removed.legId()));
      case LegQuality quality -> count(quality);
      default -> {}
    }
    active.set(legs.size());
  }

  private void count(LegQuality now) {
    var key = new Key(now.callId(), now.legId());
    var before = legs.get(key);
    if (before == null) {
      return;
    }
    legs.put(key, new Told(now.packetsRx(), now.packetsTx(), now.lost()));
    add(rx, now.packetsRx() - before.rx);
    add(tx, now.packetsTx() - before.tx);
    add(lost, now.lost() - before.lost);
    record(jitter, now.jitterMs());
    record(delay, now.delayMs());
  }

  /** A packet that was lost may come late and is taken off again; counters only grow. */
  private static void add(Counter counter, long more) {
    counter.increment((double) Math.max(0, more));
  }

  private static void record(Timer timer, double ms) {
    timer.record(Math.round(ms * NANOS_PER_MS), TimeUnit.NANOSECONDS);
  }
}
