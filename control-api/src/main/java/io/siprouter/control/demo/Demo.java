package io.siprouter.control.demo;

import io.siprouter.config.ConfigException;
import io.siprouter.core.Engine;
import io.siprouter.core.event.EventSubscription;
import io.siprouter.core.sip.SipBindException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demonstration: two scripted phones register at a hub over real SIP on loopback, one calls the
 * other, both send tones, and all that has to hold is checked. One thread.
 */
public final class Demo {

  private static final Duration TALK = Duration.ofSeconds(5);

  /** What hanging up and looking for remains may take. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int EVENTS = 1000;

  private final PrintWriter out;
  private final Screen screen;
  private final long lastWordNanos;
  private final List<Check> checks = new ArrayList<>();
  private final HubLegs legs = new HubLegs();

  /**
   * A demonstration that has not begun.
   *
   * @param terminal whether {@code out} understands cursor movements
   * @param limit how long it may take from now; on a slow machine the phones talk less for it
   */
  public Demo(PrintWriter out, boolean terminal, Duration limit) {
    this.out = out;
    this.screen = new Screen(out, terminal);
    this.lastWordNanos = System.nanoTime() + limit.minus(FAREWELL).toNanos();
  }

  /** Runs it; whether all held. */
  public boolean run() throws IOException, ConfigException, SipBindException, InterruptedException {
    var cast = Cast.assemble();
    try (var hub = Engine.start(cast.config(), InstantSource.system());
        var events = hub.events().subscribe(EVENTS)) {
      try (var callerPhone = cast.phone(cast.caller());
          var calleePhone = cast.phone(cast.callee())) {
        var caller = new Actor(cast.caller(), callerPhone);
        var callee = new Actor(cast.callee(), calleePhone);
        say("A hub listens at 127.0.0.1:%d; two phones register.".formatted(cast.ports().udp()));
        if (hold(caller.registers(), callee.registers())) {
          call(caller, callee, events);
        }
      }
      hold(Emptiness.check(hub, cast, events));
    }
    Check.render(checks).forEach(this::say);
    return Check.allHeld(checks);
  }

  private void call(Actor caller, Actor callee, EventSubscription events)
      throws InterruptedException {
    say("One calls the other; they have no codec in common, so the hub transcodes.");
    caller.dials(callee);
    if (hold(caller.talks(), callee.talks())) {
      watch(caller, callee, events);
      hold(caller.hears(callee));
      hold(callee.hears(caller));
      hold(new Check("the hub misses no packet", legs.lost() == 0, legs.lost() + " lost"));
      say("The caller hangs up.");
    }
    caller.hangsUp();
    hold(caller.ends(), callee.ends());
  }

  private void watch(Actor caller, Actor callee, EventSubscription events)
      throws InterruptedException {
    long beginNanos = System.nanoTime();
    long talkNanos = Math.min(TALK.toNanos(), lastWordNanos - beginNanos);
    long shownNanos = beginNanos;
    for (long now = beginNanos; now - beginNanos < talkNanos; now = System.nanoTime()) {
      events.next(LOOK).ifPresent(stamped -> legs.accept(stamped.event()));
      caller.observe();
      callee.observe();
      if (now - shownNanos >= screen.pace().toNanos()) {
        show(caller, callee);
        shownNanos = now;
      }
    }
    show(caller, callee);
  }

  private void show(Actor caller, Actor callee) {
    var ends = Stream.of(Stream.of(caller.row()), legs.rows().stream(), Stream.of(callee.row()));
    screen.show(Table.render(ends.flatMap(rows -> rows).toList()));
  }

  private boolean hold(Check... results) {
    return hold(List.of(results));
  }

  private boolean hold(List<Check> results) {
    checks.addAll(results);
    return Check.allHeld(results);
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
