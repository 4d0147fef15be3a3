package io.siprouter.core.call;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.TelUri;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an INVITE says about its caller. Pure. RFC 3323, RFC 3325. */
final class CallerHeaders {

  /** Headers in which a provider says who calls, the standard before the draft it came from. */
  private static final List<String> VOUCHED_FOR = List.of("P-Asserted-Identity", "Remote-Party-ID");

  private static final Set<String> HIDING = Set.of("id", "user", "header");

  private CallerHeaders() {}

  /**
   * Who calls: what the provider vouches for goes before what the caller wrote, unless the caller
   * wants neither shown (RFC 3325 §9.1, RFC 3323 §4.2).
   *
   * @param trusted whether the provider is believed
   */
  static Optional<NameAddr> caller(SipRequest invite, boolean trusted) {
    if (wantsPrivacy(invite)) {
      return Optional.empty();
    }
    return (trusted ? VOUCHED_FOR : List.<String>of())
        .stream()
            .flatMap(header -> invite.addresses(header).stream())
            .findFirst()
            .or(() -> Optional.of(invite.from()))
            .filter(caller -> !isAnonymous(caller));
  }

  /** What tells one caller from another, be it hidden or not: whom anybody names, else nobody. */
  static String mark(SipRequest invite) {
    return VOUCHED_FOR.stream()
        .flatMap(header -> invite.addresses(header).stream())
        .findFirst()
        .orElse(invite.from())
        .uri()
        .toString();
  }

  /** Whether the caller does not want to be seen. */
  static boolean isHidden(SipRequest invite) {
    return wantsPrivacy(invite) || isAnonymous(invite.from());
  }

  /** A user, or a telephone number with the parameters that say where it belongs. */
  static Optional<String> user(NameAddr address) {
    return address.uri() instanceof TelUri tel ? Optional.of(tel.toString()) : address.uri().user();
  }

  /** RFC 3323 §4.1.1.3. */
  private static boolean isAnonymous(NameAddr caller) {
    return caller.uri().user().filter(user -> user.equalsIgnoreCase("anonymous")).isPresent()
        || caller.sipUri().filter(uri -> uri.host().endsWith("anonymous.invalid")).isPresent();
  }

  private static boolean wantsPrivacy(SipRequest invite) {
    return invite.headers().all("Privacy").stream()
        .flatMap(value -> Stream.of(value.split("[;,]")))
        .map(level -> level.strip().toLowerCase(Locale.ROOT))
        .anyMatch(HIDING::contains);
  }
}
