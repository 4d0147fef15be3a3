package io.siprouter.control.demo;

import io.siprouter.control.demo.Cast.Role;
import io.siprouter.core.Engine;
import io.siprouter.core.event.EventSubscription;
import java.time.Duration;

/**
 * Whether a hub keeps anything of what it did. Transactions that are answered do not count: over
 * UDP they have to be remembered for 32 s (RFC 3261 §17.1.2.2, timers J and K).
 */
final class Emptiness {

  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(20);

  private Emptiness() {}

  /** Waits a moment for the last goodbyes to be dealt with; each may be told by an event. */
  static Check check(Engine hub, Cast cast, EventSubscription events) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
    var rest = Rest.of(hub, cast);
    while (!rest.isNothing() && System.nanoTime() - deadlineNanos < 0) {
      events.next(LOOK);
      rest = Rest.of(hub, cast);
    }
    return new Check("the hub is empty again", rest.isNothing(), rest.toString());
  }

  /** What is left. */
  private record Rest(int calls, int dialogs, int rtpPorts, int registrations) {

    static Rest of(Engine hub, Cast cast) {
      return new Rest(
          hub.calls().size(),
          hub.sipTables().dialogs(),
          hub.rtpPortsInUse(),
          cast.roles().stream().mapToInt(role -> registrations(hub, role)).sum());
    }

    private static int registrations(Engine hub, Role role) {
      return hub.registrations().bindings(role.number()).size();
    }

    boolean isNothing() {
      return calls == 0 && dialogs == 0 && rtpPorts == 0 && registrations == 0;
    }

    @Override
    public String toString() {
      return "%d calls, %d dialogs, %d RTP ports, %d registrations"
          .formatted(calls, dialogs, rtpPorts, registrations);
    }
  }
}
