package io.siprouter.core.registrar;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    if (register.hasWildcardContact()) {
      return removeAll(register);
    }
    return register.contacts().isEmpty() ? new Query() : change(register);
  }

  private static RegisterWish removeAll(SipRequest register) {
    return register.contacts().isEmpty() && register.expires().orElse(-1) == 0
        ? new RemoveAll()
        : new Malformed("Contact * Needs Expires 0 And Stands Alone");
  }

  private static RegisterWish change(SipRequest register) {
    var otherwise =
        register.expires().isPresent()
            ? Duration.ofSeconds(register.expires().getAsInt())
            : DEFAULT_EXPIRES;
    var wanted = new ArrayList<Wanted>();
    for (var contact : register.contacts()) {
      var uri = contact.sipUri();
      if (uri.isEmpty()) {
        return new Malformed("Contact Is Not A SIP URI");
      }
      wanted.add(new Wanted(uri.get(), expires(contact, otherwise), q(contact)));
    }
    return new Change(List.copyOf(wanted));
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
