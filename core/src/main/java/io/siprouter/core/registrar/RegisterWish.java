package io.siprouter.core.registrar;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a REGISTER asks for. RFC 3261 §10.2. */
sealed interface RegisterWish {

  /** Tell the bindings, change nothing. */
  record Query() implements RegisterWish {}

  /** {@code Contact: *}. */
  record RemoveAll() implements RegisterWish {}

  record Change(List<Wanted> contacts) implements RegisterWish {}

  record Malformed(String reason) implements RegisterWish {}

  /**
   * One contact to add, refresh or remove.
   *
   * @param expires zero to remove it
   * @param q [0..1]
   */
  record Wanted(SipUri contact, Duration expires, double q) {}

  /** {@code qvalue} of RFC 3261 §25.1. */
  Pattern Q = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

  /** What applies where a REGISTER names no time. RFC 3261 §10.2.1.1. */
  Duration DEFAULT_EXPIRES = Duration.ofHours(1);

  static RegisterWish of(SipRequest register) {
    var values = register.headers().values("Contact");
    if (values.isEmpty()) {
      return new Query();
    }
    return values.contains("*")
        ? removeAll(register, values.size())
        : change(register, values.size());
  }

  private static RegisterWish removeAll(SipRequest register, int written) {
    return written == 1 && register.expires().orElse(-1) == 0
        ? new RemoveAll()
        : new Malformed("Contact * Needs Expires 0 And Stands Alone");
  }

  private static RegisterWish change(SipRequest register, int written) {
    var otherwise = expires(register);
    var wanted =
        register.contacts().stream()
            .flatMap(contact -> wanted(contact, otherwise).stream())
            .toList();
    return wanted.size() == written
        ? new Change(wanted)
        : new Malformed("Contact Is Not A SIP URI");
  }

  private static Optional<Wanted> wanted(NameAddr contact, Duration otherwise) {
    return contact.sipUri().map(uri -> new Wanted(uri, expires(contact, otherwise), q(contact)));
  }

  private static Duration expires(SipRequest register) {
    var seconds = register.expires();
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsInt()) : DEFAULT_EXPIRES;
  }

  private static Duration expires(NameAddr contact, Duration otherwise) {
    var seconds = contact.expires();
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : otherwise;
  }

  private static double q(NameAddr contact) {
    return contact
        .params()
        .value("q")
        .filter(Q.asMatchPredicate())
        .map(Double::valueOf)
        .orElse(1.0);
  }
}
