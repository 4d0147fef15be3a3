package io.siprouter.core.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notices calls that go round in a circle through peers that start every call with a full
 * Max-Forwards, as PBXs do, so that RFC 3261 §16.3 never ends them. Of such a circle many calls of
 * one caller to one number wait for their answer, and as many calls of that peer ring another, and
 * so on until as many ring the peer itself. Any thread.
 */
final class LoopGuard {

  /** Calls that wait for their answer at one place of a circle. */
  static final int MOST_REPEATS = 10;

  private record Pair(String source, String caller, String dialled) {
    static Pair of(Arrival arrival) {
      return new Pair(
          arrival.source().toString(), CallerHeaders.mark(arrival.request()), arrival.dialled());
    }
  }

  /** From a peer that calls to one that is rung for it. */
  private record Way(String from, String to) {}

  private final Map<Pair, Integer> unanswered = new ConcurrentHashMap<>();
  private final Map<Way, Integer> ways = new ConcurrentHashMap<>();

  /** Whether a call that has just come closes a circle once too often. */
  boolean isLoop(Arrival arrival) {
    return unanswered.getOrDefault(Pair.of(arrival), 0) >= MOST_REPEATS
        && leadsBack(arrival.source().toString());
  }

  private boolean leadsBack(String source) {
    var reached = new HashSet<String>();
    var left = new ArrayDeque<>(rungOften(source));
    while (!left.isEmpty()) {
      var peer = left.remove();
      if (reached.add(peer)) {
        left.addAll(rungOften(peer));
      }
    }
    return reached.contains(source);
  }

  /** The peers that many calls of this one ring. */
  private List<String> rungOften(String from) {
    return ways.entrySet().stream()
        .filter(way -> way.getValue() >= MOST_REPEATS && way.getKey().from().equals(from))
        .map(way -> way.getKey().to())
        .toList();
  }

  Setup setup() {
    return new Setup();
  }

  /** How many pairs and ways are remembered. */
  int size() {
    return unanswered.size() + ways.size();
  }

  /** What one call adds while it waits for its answer. On the call's loop. */
  final class Setup implements AutoCloseable {
    private final List<Way> ringing = new ArrayList<>();
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
      if (pair != null && !closed) {
        var way = new Way(pair.source(), target.owner().toString());
        ringing.add(way);
        ways.merge(way, 1, Integer::sum);
      }
    }

    /** Forgets the call. Idempotent. */
    @Override
    public void close() {
      if (closed) {
        return;
      }
      closed = true;
      ringing.forEach(way -> decrement(ways, way));
      if (pair != null) {
        decrement(unanswered, pair);
      }
    }
  }

  private static <K> void decrement(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }
}
