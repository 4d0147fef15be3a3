package io.siprouter.control.hook;

import io.siprouter.config.WebhookEntry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final HookStore store;
  private final AtomicReference<List<Webhook>> hooks = new AtomicReference<>(List.of());

  /**
   * Goes on with what was not settled when the process before ended.
   *
   * @param state the folder of the daemon's state, which exists
   */
  public Webhooks(List<WebhookEntry> entries, Path state, InstantSource clock) {
    this(entries, state, clock, Patience.usual());
  }

  Webhooks(List<WebhookEntry> entries, Path state, InstantSource clock, Patience patience) {
    this.clock = clock;
    this.patience = patience;
    this.sender = new HookSender(clock);
    var unsettled = HookStore.unsettled(state);
    this.store = HookStore.in(state);
    hooks.set(
        entries.stream()
            .map(it -> webhook(it, unsettled.getOrDefault(it.id(), List.of())))
            .toList());
    unsettled.keySet().stream().filter(id -> of(id).isEmpty()).forEach(store::forget);
  }

  private Webhook webhook(WebhookEntry entry, List<HookMessage> unsettled) {
    return webhook(entry, new HookQueue(entry.id(), store, unsettled));
  }

  private Webhook webhook(WebhookEntry entry, HookQueue queue) {
    return new Webhook(entry, queue, sender, patience, clock);
  }

  private Optional<Webhook> of(String id) {
    return hooks.get().stream().filter(hook -> hook.entry().id().equals(id)).findFirst();
  }

  /**
   * Follows this configuration. What waits for a webhook that has changed is told to the new one of
   * its id; what waits for one that is gone is lost.
   */
  public void apply(List<WebhookEntry> entries) {
    var before = hooks.get();
    hooks.set(entries.stream().map(this::followed).toList());
    for (var hook : before) {
      if (of(hook.entry().id()).isEmpty()) {
        hook.close();
        store.forget(hook.entry().id());
      }
    }
  }

  private Webhook followed(WebhookEntry entry) {
    var before = of(entry.id());
    if (before.isEmpty()) {
      return webhook(entry, List.of());
    }
    if (before.get().entry().equals(entry)) {
      return before.get();
    }
    before.get().close();
    return webhook(entry, before.get().queue());
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
      wanting.forEach(hook -> hook.queue().offer(told));
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
    store.close();
  }
}
