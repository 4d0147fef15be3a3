package io.siprouter.core.call;

import io.siprouter.config.Provider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many calls go through each provider at the moment, in and out. Any thread. */
final class TrunkLoad {

  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  /** Counts a call unless the provider has as many as it may. */
  boolean enter(Provider provider) {
    var before = new int[1];
    calls.compute(
        provider.id(),
        (_, count) -> {
          before[0] = count == null ? 0 : count;
          return isFull(provider, before[0]) ? before[0] : before[0] + 1;
        });
    return !isFull(provider, before[0]);
  }

  /** Whether a provider has as many calls as it may. */
  boolean isFull(Provider provider) {
    return isFull(provider, of(provider));
  }

  private static boolean isFull(Provider provider, int count) {
    return provider.maxCalls() > 0 && count >= provider.maxCalls();
  }

  /** Counts a call that no limit may stop. */
  void force(Provider provider) {
    calls.merge(provider.id(), 1, Integer::sum);
  }

  void leave(Provider provider) {
    calls.computeIfPresent(provider.id(), (_, count) -> count > 1 ? count - 1 : null);
  }

  int of(Provider provider) {
    return calls.getOrDefault(provider.id(), 0);
  }
}
