package io.siprouter.core.call;

import io.siprouter.config.Device;
import io.siprouter.core.leg.Leg;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The redirections of one ring group. A contact counts by its number alone, which is dialled as the
 * redirecting device itself would dial it: whatever host it names, nothing is sent there directly.
 * A number is tried once and only so many are, so that redirections in a circle come to an end. On
 * the call's loop.
 */
final class Detours {

  /** Numbers followed in one ring group. */
  static final int MOST_NUMBERS = 5;

  private final List<Detour> detours = new ArrayList<>();
  private final Set<String> numbers = new HashSet<>();

  /** What a redirection leads to; empty where nothing of it is new. */
  Optional<Detour> take(Device onBehalf, List<NameAddr> contacts) {
    var fresh =
        contacts.stream()
            .filter(contact -> !wantsTls(contact))
            .flatMap(contact -> contact.uri().user().stream())
            .filter(this::take)
            .toList();
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    var detour = new Detour(onBehalf, fresh);
    detours.add(detour);
    return Optional.of(detour);
  }

  /** A number alone cannot keep what {@code sips:} promises. RFC 5630. */
  private static boolean wantsTls(NameAddr contact) {
    return contact.sipUri().filter(SipUri::isSecure).isPresent();
  }

  private boolean take(String number) {
    return !number.isEmpty() && numbers.size() < MOST_NUMBERS && numbers.add(number);
  }

  /** The detour that a branch is on. */
  Optional<Detour> of(Leg branch) {
    return detours.stream().filter(detour -> detour.contains(branch)).findFirst();
  }
}
