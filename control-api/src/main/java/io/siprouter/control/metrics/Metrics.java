package io.siprouter.control.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.siprouter.control.feed.EventFeed;
import io.siprouter.control.hook.Webhooks;
import io.siprouter.core.Engine;
import io.siprouter.core.event.EventBus;
import io.siprouter.core.history.History;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Everything that is counted and measured, from the start of the process on. No label ever holds a
 * number, an address or anything else that strangers choose. Any thread.
 */
public final class Metrics implements AutoCloseable {

  /** What {@link #scrape} writes. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMetrics process;
  private volatile Optional<HookMetrics> hooks = Optional.empty();

  private Metrics(String version) {
    registry
        .config() // their names break the rules of Prometheus, and nobody needs them
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    process = new ProcessMetrics(registry, version);
  }

  /**
   * Counts what is told from now on.
   *
   * @param events of an engine, best before it starts
   * @param version of this program
   */
  public static Metrics of(EventBus events, String version) {
    var metrics = new Metrics(version);
    var calls = new CallMetrics(metrics.registry);
    var sound = new SoundMetrics(metrics.registry);
    var presence = new PresenceMetrics(metrics.registry);
    events.observe(
        told -> {
          calls.take(told);
          sound.take(told.event());
          presence.take(told.event());
        });
    return metrics;
  }

  /** Reads the engine's own counters at every scrape. */
  public Metrics watching(Engine engine) {
    EngineMetrics.bind(registry, engine);
    return this;
  }

  /**
   * Reads what others are told by at every scrape.
   *
   * @param webSockets how many are open
   */
  public Metrics watching(History history, Webhooks hooks, EventFeed feed, IntSupplier webSockets) {
    TellingMetrics.bind(registry, history, feed, webSockets);
    this.hooks = Optional.of(new HookMetrics(registry, hooks));
    return this;
  }

  /** Where others count what is theirs. */
  public MeterRegistry registry() {
    return registry;
  }

  /** All of it as of now, in Prometheus's text format. */
  public String scrape() {
    hooks.ifPresent(HookMetrics::bind);
    return registry.scrape("text/plain");
  }

  @Override
  public void close() {
    process.close();
    registry.close();
  }
}
