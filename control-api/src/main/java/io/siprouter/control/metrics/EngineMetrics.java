package io.siprouter.control.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.siprouter.core.Engine;
import io.siprouter.core.sip.transport.SipCounter;
import io.siprouter.core.trace.TraceCounts;
import io.siprouter.core.trace.Tracing;
import io.siprouter.media.mix.ClockStats;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What the engine counts by itself, read at every scrape. */
final class EngineMetrics {

  private EngineMetrics() {}

  static void bind(MeterRegistry registry, Engine engine) {
    sip(registry, engine);
    mixers(registry, engine);
    gauge(registry, engine, "siprouter.rtp.ports.used", "RTP ports taken", Engine::rtpPortsInUse);
    gauge(
        registry,
        engine,
        "siprouter.bans.active",
        "Sources banned at the moment",
        each -> each.guard().bans().size());
    FunctionCounter.builder(
            "siprouter.event.subscribers.dropped", engine, each -> each.events().dropped())
        .description("Subscribers cut off because they did not keep up")
        .register(registry);
    new TrunkMetrics(registry, engine).bind();
    trace(registry, engine);
  }

  private static void trace(MeterRegistry registry, Engine engine) {
    FunctionCounter.builder("siprouter.trace.messages", engine, e -> e.trace().counts().seen())
        .description("SIP messages that have passed")
        .register(registry);
    remembered(registry, engine, "calls", TraceCounts::ofCalls, TraceCounts::ofCallsDropped);
    remembered(registry, engine, "others", TraceCounts::others, TraceCounts::othersDropped);
    shown(registry, engine, "sent", Tracing::shown);
    shown(registry, engine, "failed", Tracing::notShown);
  }

  private static void remembered(
      MeterRegistry registry,
      Engine engine,
      String of,
      ToDoubleFunction<TraceCounts> kept,
      ToDoubleFunction<TraceCounts> dropped) {
    Gauge.builder("siprouter.trace.kept", engine, e -> kept.applyAsDouble(e.trace().counts()))
        .description("SIP messages that are remembered")
        .tag("of", of)
        .register(registry);
    FunctionCounter.builder(
            "siprouter.trace.dropped", engine, e -> dropped.applyAsDouble(e.trace().counts()))
        .description("Remembered SIP messages that have made room for later ones")
        .tag("of", of)
        .register(registry);
  }

  private static void shown(
      MeterRegistry registry, Engine engine, String outcome, ToDoubleFunction<Tracing> count) {
    FunctionCounter.builder("siprouter.hep.messages", engine, e -> count.applyAsDouble(e.tracing()))
        .description("SIP messages for the capture server")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static void sip(MeterRegistry registry, Engine engine) {
    for (var counter : SipCounter.values()) {
      FunctionCounter.builder("siprouter.sip.events", engine, each -> each.sipCount(counter))
          .description("What the SIP stack and its door have counted")
          .tag("event", counter.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    tables(registry, engine, "server_transactions", e -> e.sipTables().serverTransactions());
    tables(registry, engine, "client_transactions", e -> e.sipTables().clientTransactions());
    tables(registry, engine, "dialogs", e -> e.sipTables().dialogs());
    tables(registry, engine, "connections", e -> e.sipTables().connections());
  }

  private static void tables(
      MeterRegistry registry, Engine engine, String table, ToDoubleFunction<Engine> size) {
    Gauge.builder("siprouter.sip.held", engine, size)
        .description("What the SIP stack holds at the moment")
        .tag("table", table)
        .register(registry);
  }

  private static void mixers(MeterRegistry registry, Engine engine) {
    ticks(registry, engine, "on_time", ClockStats::onTime);
    ticks(registry, engine, "late", ClockStats::late);
    ticks(registry, engine, "skipped", ClockStats::skipped);
  }

  private static void ticks(
      MeterRegistry registry, Engine engine, String outcome, ToDoubleFunction<ClockStats> count) {
    FunctionCounter.builder(
            "siprouter.mixer.ticks", engine, each -> count.applyAsDouble(each.mixerStats()))
        .description("Turns of the mixers: late is more than 5 ms, skipped a whole frame")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      Engine engine,
      String name,
      String description,
      ToDoubleFunction<Engine> value) {
    Gauge.builder(name, engine, value).description(description).register(registry);
  }
}
