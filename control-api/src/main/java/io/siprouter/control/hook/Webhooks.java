package io.siprouter.control.hook;

import io.siprouter.config.WebhookEntry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * All webhooks of the configuration. Any thread may tell and look, and never waits; one at a time
 * applies a configuration and closes.
 */
public final class Webhooks implements AutoCloseable {
  private final InstantSource clock;
  private final Patience patience;
  private final HookSender sender;
  private final AtomicReference<List<Webhook>> hooks = new AtomicReference<>(List.of());

  public Webhooks(List<WebhookEntry> entries, InstantSource clock) {
    this(entries, clock, Patience.usual());
  }

  Webhooks(List<WebhookEntry> entries, InstantSource clock, Patience patience) {
    this.clock = clock;
    this.patience = patience;
    this.sender = new HookSender(clock);
    apply(entries);
  }

  /** Follows this configuration; what waits for a webhook that has changed is lost. */
  public void apply(List<WebhookEntry> entries) {
    var before = hooks.get();
    hooks.set(entries.stream().map(entry -> kept(before, entry)).toList());
    before.stream().filter(hook -> !hooks.get().contains(hook)).forEach(Webhook::close);
  }

  private Webhook kept(List<Webhook> before, WebhookEntry entry) {
    return before.stream()
        .filter(hook -> hook.entry().equals(entry))
        .findFirst()
        .orElseGet(() -> new Webhook(entry, sender, patience, clock));
  }

  /**
   * Tells those who want to know.
   *
   * @param message made only if somebody does
   */
  public void tell(String event, Supplier<HookMessage> message) {
    var wanting = hooks.get().stream().filter(hook -> hook.wants(event)).toList();
    if (!wanting.isEmpty()) {
      var told = message.get();
      wanting.forEach(hook -> hook.offer(told));
    }
  }

  /** What became of the messages of each webhook, by its id. */
  public Map<String, HookCounts> counts() {
    var counts = new LinkedHashMap<String, HookCounts>();
    hooks.get().forEach(hook -> counts.put(hook.entry().id(), hook.counts()));
    return counts;
  }

  @Override
  public void close() {
    hooks.getAndSet(List.of()).forEach(Webhook::close);
    sender.close();
  }
}
