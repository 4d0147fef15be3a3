package io.siprouter.core.registrar;

import io.siprouter.sip.uri.NameAddr;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of its flows a phone registers: the same one again replaces the binding, whatever contact
 * it names now. Immutable. RFC 5626 §4.2.
 *
 * @param instance the phone, in its own spelling
 * @param regId which of its flows [1..999,999,999]
 */
public record FlowId(String instance, int regId) {

  private static final Pattern REG_ID = Pattern.compile("[1-9]\\d{0,8}");
  private static final int MAX_INSTANCE = 128;

  /** Empty where the contact lacks a part of it, which makes it an ordinary contact. */
  static Optional<FlowId> of(NameAddr contact) {
    return contact
        .params()
        .value("+sip.instance")
        .filter(instance -> instance.length() <= MAX_INSTANCE)
        .flatMap(instance -> regId(contact).map(regId -> new FlowId(instance, regId)));
  }

  private static Optional<Integer> regId(NameAddr contact) {
    return contact.params().value("reg-id").filter(REG_ID.asMatchPredicate()).map(Integer::valueOf);
  }
}
