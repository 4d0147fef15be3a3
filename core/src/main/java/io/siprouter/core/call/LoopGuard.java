package io.siprouter.core.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices calls that go round in a circle through a peer that starts every call with a full
 * Max-Forwards, as PBXs do, so that RFC 3261 §16.3 never ends them. Such a call comes from a peer
 * that we are ringing at that moment, from the same caller to the same number as others that wait
 * for their answer, too. Any thread.
 */
final class LoopGuard {

  /** Calls of one pair that wait for their answer while their source is being rung. */
  static final int MOST_REPEATS = 10;

  private record Pair(String source, String caller, String dialled) {
    static Pair of(Arrival arrival) {
      return new Pair(arrival.source(), arrival.party().number(), arrival.dialled());
    }
  }

  private final Map<Pair, Integer> unanswered = new ConcurrentHashMap<>();
  private final Map<String, Integer> rung = new ConcurrentHashMap<>();

  /** Whether a call that has just come closes a circle once too often. */
  boolean isLoop(Arrival arrival) {
    return rung.containsKey(arrival.source())
        && unanswered.getOrDefault(Pair.of(arrival), 0) >= MOST_REPEATS;
  }

  Setup setup() {
    return new Setup();
  }

  /** How many pairs and peers are remembered. */
  int size() {
    return unanswered.size() + rung.size();
  }

  /** What one call adds while it waits for its answer. On the call's loop. */
  final class Setup implements AutoCloseable {
    private final List<String> ringing = new ArrayList<>();
    private @Nullable Pair pair;
    private boolean closed;

    private Setup() {}

    void isFor(Arrival arrival) {
      if (pair == null && !closed) {
        pair = Pair.of(arrival);
        unanswered.merge(pair, 1, Integer::sum);
      }
    }

    void rings(Target target) {
      if (!closed) {
        ringing.add(target.peer());
        rung.merge(target.peer(), 1, Integer::sum);
      }
    }

    /** Forgets the call. Idempotent. */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      ringing.forEach(peer -> decrement(rung, peer));
      if (pair != null) {
        decrement(unanswered, pair);
      }
    }
  }

  private static <K> void decrement(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }
}
