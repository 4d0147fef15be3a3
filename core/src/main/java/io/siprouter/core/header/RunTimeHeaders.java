package io.siprouter.core.header;

import io.siprouter.config.header.HeaderRule;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Headers set while the engine runs. Bounded. Any thread. */
public final class RunTimeHeaders {

  /** Whose requests carry a header. */
  public sealed interface Peer {

    record Everybody() implements Peer {}

    record Provider(String id) implements Peer {}

    record Device(String id) implements Peer {}

    private boolean includes(Peer other) {
      return equals(other) || this instanceof Everybody;
    }
  }

  /** For how many requests a header is. */
  public enum Lifetime {
    /**
     * For the next request it applies to, with all its repetitions; for those that only attend
     * others, if it names their method.
     */
    ONCE,
    /** Until it is cleared. */
    PINNED
  }

  private static final int MAX_HEADERS = 200;

  /** Parts of a call's beginning, and probes. */
  private static final Set<String> ATTENDANTS = Set.of("ACK", "CANCEL", "OPTIONS");

  private record Entry(Peer peer, HeaderRule rule, Lifetime lifetime) {
    boolean is(Peer otherPeer, String name) {
      return peer.equals(otherPeer) && rule.isOf(name);
    }

    boolean isFor(Peer target, String method) {
      return peer.includes(target) && rule.applies(method) && !isWasted(method);
    }

    private boolean isWasted(String method) {
      return lifetime == Lifetime.ONCE && rule.method().isEmpty() && ATTENDANTS.contains(method);
    }
  }

  private final AtomicReference<List<Entry>> entries = new AtomicReference<>(List.of());

  /**
   * Sets a header, in place of an earlier one of that name for the same peer and method.
   *
   * @return false where too many are set
   */
  public boolean set(Peer peer, HeaderRule rule, Lifetime lifetime) {
    var entry = new Entry(peer, rule, lifetime);
    var after =
        entries.updateAndGet(before -> before.size() < MAX_HEADERS ? with(before, entry) : before);
    return after.contains(entry);
  }

  private static List<Entry> with(List<Entry> before, Entry entry) {
    var others =
        before.stream()
            .filter(
                it ->
                    !it.is(entry.peer(), entry.rule().name())
                        || !it.rule().method().equals(entry.rule().method()));
    return Stream.concat(others, Stream.of(entry)).toList();
  }

  /** Forgets what is set for a peer under a name, for whatever method. */
  public void clear(Peer peer, String name) {
    update(before -> before.stream().filter(entry -> !entry.is(peer, name)).toList());
  }

  /** What is set for a peer under a name, for whatever method. */
  public List<HeaderRule> of(Peer peer, String name) {
    return entries.get().stream().filter(entry -> entry.is(peer, name)).map(Entry::rule).toList();
  }

  private void update(UnaryOperator<List<Entry>> change) {
    entries.updateAndGet(change);
  }

  /** What a request is to carry now; what was for one request is gone afterwards. */
  List<HeaderRule> take(Peer target, String method) {
    var before =
        entries.getAndUpdate(
            all ->
                all.stream()
                    .filter(
                        entry ->
                            entry.lifetime() == Lifetime.PINNED || !entry.isFor(target, method))
                    .toList());
    return rules(before, target, method);
  }

  /** What a request would carry now. */
  List<HeaderRule> peek(Peer target, String method) {
    return rules(entries.get(), target, method);
  }

  private static List<HeaderRule> rules(List<Entry> entries, Peer target, String method) {
    return entries.stream().filter(entry -> entry.isFor(target, method)).map(Entry::rule).toList();
  }
}
