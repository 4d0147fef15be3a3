package io.siprouter.control.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.siprouter.control.hook.HookCounts;
import io.siprouter.control.hook.Webhooks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * What becomes of the messages of each webhook. One that the configuration no longer has stands
 * still at nothing. Any thread.
 */
final class HookMetrics {

  private static final HookCounts NOTHING = new HookCounts(0, 0, 0, 0, 0);

  private final MeterRegistry registry;
  private final Webhooks hooks;
  private final Set<String> bound = ConcurrentHashMap.newKeySet();

  HookMetrics(MeterRegistry registry, Webhooks hooks) {
    this.registry = registry;
    this.hooks = hooks;
  }

  /** Begins with those that are new. */
  void bind() {
    hooks.counts().keySet().stream().filter(bound::add).forEach(this::bind);
  }

  private void bind(String hook) {
    messages(hook, "delivered", HookCounts::delivered);
    messages(hook, "given_up", HookCounts::givenUp);
    messages(hook, "dropped", HookCounts::dropped);
    FunctionCounter.builder("siprouter.webhook.retries", hooks, all -> of(all, hook).retried())
        .description("Attempts to tell a webhook that failed and are repeated")
        .tag("webhook", hook)
        .register(registry);
    Gauge.builder("siprouter.webhook.waiting", hooks, all -> of(all, hook).waiting())
        .description("Messages that wait for a webhook")
        .tag("webhook", hook)
        .register(registry);
  }

  private void messages(String hook, String outcome, ToDoubleFunction<HookCounts> count) {
    FunctionCounter.builder(
            "siprouter.webhook.messages", hooks, all -> count.applyAsDouble(of(all, hook)))
        .description("What became of the messages of a webhook")
        .tag("webhook", hook)
        .tag("outcome", outcome)
        .register(registry);
  }

  private static HookCounts of(Webhooks all, String hook) {
    return all.counts().getOrDefault(hook, NOTHING);
  }
}
