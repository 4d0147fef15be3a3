package io.siprouter.core.call;

import io.siprouter.core.leg.Leg;
import io.siprouter.core.loop.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Presses the keys that programs ask for, on each leg one after the other. On the call's loop. RFC
 * 4733.
 */
final class KeyPresses {

  /** The keys of a telephone, and a comma for a pause. */
  static final String KEYS = "0123456789*#ABCD,";

  /** Keys of one command. */
  static final int MOST_KEYS = 64;

  private static final Duration PRESSED = Duration.ofMillis(120);
  private static final Duration RELEASED = Duration.ofMillis(80);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Keys that may wait for one leg: they take 50 s to press. */
  private static final int MOST_WAITING = 256;

  /** The keys of one leg, and where pressing them has come to. */
  private static final class Typing {
    final Queue<Character> waiting = new ArrayDeque<>();
    boolean pressed;
    long dueNanos;
  }

  private final EventLoop<Call.Deadline> loop;
  private final Map<Leg, Typing> typings = new LinkedHashMap<>();

  KeyPresses(EventLoop<Call.Deadline> loop) {
    this.loop = loop;
  }

  /** Whether these are keys, and not too many for one command. */
  static boolean areKeys(String keys) {
    return !keys.isEmpty()
        && keys.length() <= MOST_KEYS
        && keys.chars().allMatch(key -> KEYS.indexOf(key) >= 0);
  }

  /** Presses keys after those that wait; false where too many do. */
  boolean press(Leg leg, String keys) {
    var typing = typings.get(leg);
    if (typing != null && typing.waiting.size() + keys.length() > MOST_WAITING) {
      return false;
    }
    var waiting = typings.computeIfAbsent(leg, _ -> begun()).waiting;
    keys.chars().forEach(key -> waiting.add((char) key));
    pressDue();
    return true;
  }

  /** Presses no more keys on a leg. */
  void forget(Leg leg) {
    var typing = typings.remove(leg);
    if (typing != null && typing.pressed) {
      leg.endDigit();
    }
  }

  private Typing begun() {
    var typing = new Typing();
    typing.dueNanos = loop.nanoTime();
    return typing;
  }

  private void pressDue() {
    var now = loop.nanoTime();
    for (var leg : List.copyOf(typings.keySet())) {
      var typing = typings.get(leg);
      if (typing != null && typing.dueNanos - now <= 0 && !goesOn(leg, typing, now)) {
        typings.remove(leg);
      }
    }
    awaitNext(now);
  }

  /** Does what is due; false where nothing is left to do. */
  private static boolean goesOn(Leg leg, Typing typing, long now) {
    if (typing.pressed) {
      leg.endDigit();
      typing.pressed = false;
      typing.dueNanos = now + RELEASED.toNanos();
      return true;
    }
    var key = typing.waiting.poll();
    if (key == null || leg.state().terminated()) {
      return false;
    }
    if (key == ',') {
      typing.dueNanos = now + PAUSE.toNanos();
    } else {
      leg.startDigit(key);
      typing.pressed = true;
      typing.dueNanos = now + PRESSED.toNanos();
    }
    return true;
  }

  private void awaitNext(long now) {
    typings.values().stream()
        .mapToLong(typing -> typing.dueNanos - now)
        .min()
        .ifPresent(
            nanos -> loop.schedule(Call.Deadline.KEYS, Duration.ofNanos(nanos), this::pressDue));
  }
}
