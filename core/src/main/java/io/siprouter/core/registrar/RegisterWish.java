package io.siprouter.core.registrar;

import io.siprouter.sip.message.SipRequest;
import io.siprouter.sip.uri.NameAddr;
import io.siprouter.sip.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a REGISTER asks for. RFC 3261 §10.2, RFC 3327, RFC 5626 §6. */
sealed interface RegisterWish {

  /** Tell the bindings, change nothing. */
  record Query() implements RegisterWish {}

  /** {@code Contact: *}. */
  record RemoveAll() implements RegisterWish {}

  record Change(List<Wanted> contacts) implements RegisterWish {}

  /** It asks for what nobody can have. */
  record Unacceptable(int status, String reason) implements RegisterWish {}

  /**
   * One contact to add, refresh or remove.
   *
   * @param flowId where the phone keeps the flow alive by itself
   * @param expires zero to remove it
   * @param q [0..1]
   */
  record Wanted(SipUri contact, @Nullable FlowId flowId, Duration expires, double q) {
    boolean removes() {
      return expires.isZero();
    }
  }

  /** {@code qvalue} of RFC 3261 §25.1. */
  Pattern Q = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

  /** What applies where a REGISTER names no time. RFC 3261 §10.2.1.1. */
  Duration DEFAULT_EXPIRES = Duration.ofHours(1);

  /** More than any device may have. */
  int MAX_CONTACTS = 20;

  /** Room for the tokens of push services that some phones put there. */
  int MAX_CONTACT_CHARACTERS = 512;

  static RegisterWish of(SipRequest register) {
    var values = register.headers().values("Contact");
    if (!ProxyPath.of(register).isUsable()) {
      return new Unacceptable(400, "Path Too Long Or Not Loose");
    }
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
        : new Unacceptable(400, "Contact * Needs Expires 0 And Stands Alone");
  }

  private static RegisterWish change(SipRequest register, int written) {
    if (written > MAX_CONTACTS) {
      return new Unacceptable(400, "Too Many Contacts");
    }
    var outbound =
        register.headers().values("Supported").stream().anyMatch("outbound"::equalsIgnoreCase);
    var otherwise = expires(register);
    var wanted =
        register.contacts().stream()
            .flatMap(contact -> wanted(contact, outbound, otherwise).stream())
            .toList();
    return wanted.size() == written
        ? checked(register, wanted)
        : new Unacceptable(400, "Contact Is Not A SIP URI");
  }

  private static RegisterWish checked(SipRequest register, List<Wanted> wanted) {
    if (wanted.stream().anyMatch(RegisterWish::isTooLong)) {
      return new Unacceptable(400, "Contact Too Long");
    }
    var flows = wanted.stream().filter(each -> each.flowId() != null).toList();
    if (flows.isEmpty()) {
      return new Change(wanted);
    }
    if (wanted.stream().filter(each -> !each.removes()).count() > 1) {
      return new Unacceptable(400, "One Flow A REGISTER");
    }
    return isDirect(register) || ProxyPath.of(register).startsWithOutboundProxy()
        ? new Change(wanted)
        : new Unacceptable(439, "First Hop Lacks Outbound Support");
  }

  private static boolean isTooLong(Wanted wanted) {
    return wanted.contact().toString().length() > MAX_CONTACT_CHARACTERS;
  }

  private static boolean isDirect(SipRequest register) {
    return register.headers().values("Via").size() == 1;
  }

  private static Optional<Wanted> wanted(NameAddr contact, boolean outbound, Duration otherwise) {
    var flowId = outbound ? FlowId.of(contact).orElse(null) : null;
    return contact
        .sipUri()
        .map(uri -> new Wanted(uri, flowId, expires(contact, otherwise), q(contact)));
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
