package io.siprouter.control.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.siprouter.core.Engine;
import io.siprouter.core.event.ServerEvent.ProviderState;
import io.siprouter.core.trunk.Trunk;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The state of every trunk: one series for each state, 1 for the one it is in. A provider that the
 * configuration no longer has is in none. Any thread.
 */
final class TrunkMetrics {

  private static final List<String> STATES =
      List.of("unregistered", "registering", "registered", "failed");

  private final MeterRegistry registry;
  private final Engine engine;
  private final Set<String> bound = ConcurrentHashMap.newKeySet();

  TrunkMetrics(MeterRegistry registry, Engine engine) {
    this.registry = registry;
    this.engine = engine;
  }

  /** A provider that is configured later shows itself by its first state. */
  void bind() {
    engine.trunks().all().forEach(trunk -> bind(trunk.provider().id()));
    engine
        .events()
        .observe(
            told -> {
              if (told.event() instanceof ProviderState(var provider, _, _)) {
                bind(provider);
              }
            });
  }

  private void bind(String provider) {
    if (bound.add(provider)) {
      STATES.forEach(state -> bind(provider, state));
    }
  }

  private void bind(String provider, String state) {
    Gauge.builder("siprouter.trunk.state", engine, each -> isIn(each, provider, state) ? 1 : 0)
        .description("1 for the state that the trunk of a provider is in")
        .tag("provider", provider)
        .tag("state", state)
        .register(registry);
  }

  private static boolean isIn(Engine engine, String provider, String state) {
    return engine
        .trunks()
        .of(provider)
        .map(Trunk::state)
        .filter(now -> now.label().equals(state))
        .isPresent();
  }
}
