package io.siprouter.core.trunk;

import io.siprouter.core.sip.Destination;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a provider's servers is tried next: the one that took the last registration, then the
 * others as DNS orders them, and those that failed lately at the end. Trunk's loop only. RFC 3263
 * §4.3.
 */
final class ServerChoice {

  /** How long a server that failed is tried after all others. */
  static final Duration AVOIDANCE = Duration.ofMinutes(5);

  private final InstantSource clock;
  private final Map<Destination, Instant> avoided = new HashMap<>();
  private List<Destination> found = List.of();
  private List<Destination> row = List.of();
  private int at;
  private @Nullable Destination home;
  private boolean homeIsSecondBest;

  ServerChoice(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins an attempt.
   *
   * @param servers as DNS orders them, at least one
   */
  void begin(List<Destination> servers) {
    found = List.copyOf(servers);
    avoided.keySet().retainAll(servers);
    begin();
  }

  private void begin() {
    row = inOrder();
    at = 0;
  }

  /** Begins an attempt with the servers known before; false where there are none. */
  boolean beginAgain() {
    begin();
    return !row.isEmpty();
  }

  /** The server to try now. */
  Destination current() {
    return row.get(at);
  }

  /** Whether another server is left to be tried in this attempt. */
  boolean hasNext() {
    return at + 1 < row.size();
  }

  /** Takes the next server of this attempt. */
  void next() {
    at++;
  }

  /** The current server took the registration: it stays the one, unless a better one failed. */
  void succeeded() {
    home = current();
    avoided.remove(home);
    forgetOldFailures();
    homeIsSecondBest = !avoided.isEmpty();
  }

  /** Tries a server after all others for a while, at least for as long as it wants itself. */
  void avoid(Destination server, Duration pause) {
    if (found.contains(server)) {
      var longer = pause.compareTo(AVOIDANCE) > 0 ? pause : AVOIDANCE;
      avoided.put(server, clock.instant().plus(longer));
    }
  }

  /** All servers, the best first. */
  List<Destination> inOrder() {
    forgetOldFailures();
    var order = new ArrayList<>(found);
    if (home != null && staysHome() && order.remove(home)) {
      order.addFirst(home);
    }
    order.sort(Comparator.comparing(avoided::containsKey));
    return List.copyOf(order);
  }

  /** Once those that failed are to be tried again, DNS alone decides. */
  private boolean staysHome() {
    return !homeIsSecondBest || !avoided.isEmpty();
  }

  private void forgetOldFailures() {
    avoided.values().removeIf(until -> !clock.instant().isBefore(until));
  }
}
