package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.leg.Leg;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Where a branch has been redirected to: numbers to dial one after the other, until one of them
 * answers. On the call's loop. RFC 3261 §8.1.3.4.
 */
final class Detour {

  private final Device onBehalf;
  private final Queue<String> numbers;
  private final Set<Leg> ringing = new HashSet<>();

  /**
   * @param onBehalf the device whose rights are those of the dial
   * @param numbers best first
   */
  Detour(Device onBehalf, Collection<String> numbers) {
    this.onBehalf = onBehalf;
    this.numbers = new ArrayDeque<>(numbers);
  }

  Device onBehalf() {
    return onBehalf;
  }

  void add(Leg leg) {
    ringing.add(leg);
  }

  boolean contains(Leg leg) {
    return ringing.contains(leg);
  }

  void remove(Leg leg) {
    ringing.remove(leg);
  }

  /** The number to try now; nothing while one is being tried, or where none is left. */
  Optional<String> next() {
    return ringing.isEmpty() ? Optional.ofNullable(numbers.poll()) : Optional.empty();
  }
}
