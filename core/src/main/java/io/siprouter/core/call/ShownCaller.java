package io.siprouter.core.call;

import java.util.Optional;

/**
 * Whom a called party is to see instead of the one who calls. A provider is told the number only if
 * it is one of the provider's own; else it is told the usual one.
 */
public record ShownCaller(Optional<String> number, Optional<String> displayName) {

  /** Nobody else. */
  public static final ShownCaller USUAL = new ShownCaller(Optional.empty(), Optional.empty());

  Party insteadOf(Party usual) {
    return number.isEmpty() && displayName.isEmpty()
        ? usual
        : new Party(
            number.orElse(usual.number()),
            displayName.orElse(usual.displayName()),
            usual.withheld() && number.isEmpty());
  }
}
